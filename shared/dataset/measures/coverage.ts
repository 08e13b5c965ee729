import { nameOf } from '../../checks/named.ts'
import type { Draw } from '../../draw/draw.ts'
import { Counts } from './counts.ts'
import type { EntityValues } from './entity-values.ts'
import { shareOf } from './figures.ts'
import { type PairCoverage, PairTally } from './pair-coverage.ts'

export interface EntityCoverage {
  entity: string
  /** Null where nobody can tell, or there are too many to count one by one. */
  possible: number | null
  /** In rows that were accepted. */
  used: number | null
  share: number | null
  /** The commonest and the rarest, with how many samples drew them and how many of those were accepted. */
  commonest: DrawnValue[]
  rarest: DrawnValue[]
  /** Those of which the smallest share was accepted, if it is clearly below that of all. */
  hardest: DrawnValue[]
}

export interface DrawnValue {
  value: string
  drawn: number
  accepted: number
}

export interface Coverage {
  entities: EntityCoverage[]
  pairs: PairCoverage[]
  /** Pairs of entities that are not looked at, being too many. */
  pairsLeftOut: number
}

/** Pairs of entities looked at; bits of memory for all of them. */
const MOST_PAIRS = 28
const LISTED = 5
/** A value is hard if chance alone would hardly ever refuse it so often: by so many standard deviations. */
const DEVIATIONS = 4

/** Which values, and which pairs of values, were drawn and came through. */
export class CoverageTally {
  readonly #values: readonly EntityValues[]
  readonly #drawn: Counts[]
  readonly #accepted: Counts[]
  readonly #pairs: { down: number; right: number; tally: PairTally }[]
  readonly #pairsLeftOut: number

  constructor(values: readonly EntityValues[]) {
    this.#values = values
    this.#drawn = values.map(() => new Counts())
    this.#accepted = values.map(() => new Counts())
    const all = values.flatMap((down, d) =>
      values.slice(d + 1).flatMap((right, r) => {
        const known = isKnown(down) && isKnown(right)
        return known && down.names.length > 1 && right.names.length > 1
          ? [{ down: d, right: d + 1 + r, tally: () => new PairTally(down, right) }]
          : []
      }),
    )
    this.#pairs = all.slice(0, MOST_PAIRS).map(({ tally, ...places }) => ({ ...places, tally: tally() }))
    this.#pairsLeftOut = all.length - this.#pairs.length
  }

  add(draw: Draw, isAccepted: boolean): void {
    const names = this.#values.map(({ entity, names: known }) =>
      // What is not counted value by value would grow without limit.
      known === undefined || draw[entity] === undefined ? [] : [draw[entity]].flat().map(nameOf),
    )
    for (const [at, own] of names.entries()) {
      for (const name of own) {
        this.#drawn[at]!.add(name)
        if (isAccepted) this.#accepted[at]!.add(name)
      }
    }
    if (!isAccepted) return
    const places = names.map((own, at) => own.flatMap((name) => this.#values[at]!.places.get(name) ?? []))
    for (const { down, right, tally } of this.#pairs) tally.add(places[down]!, places[right]!)
  }

  merge(other: CoverageTally): void {
    this.take(other.state())
  }

  state() {
    return {
      drawn: this.#drawn.map((counts) => counts.entries()),
      accepted: this.#accepted.map((counts) => counts.entries()),
      pairs: this.#pairs.map(({ tally }) => tally.state()),
    }
  }

  take({ drawn, accepted, pairs }: ReturnType<CoverageTally['state']>): void {
    for (const at of this.#values.keys()) {
      this.#drawn[at]!.take(drawn[at]!)
      this.#accepted[at]!.take(accepted[at]!)
    }
    for (const [at, { tally }] of this.#pairs.entries()) tally.take(pairs[at]!)
  }

  coverage(): Coverage {
    return {
      entities: this.#values.map((values, at) => entityCoverage(values, this.#drawn[at]!, this.#accepted[at]!)),
      pairs: this.#pairs.map(({ tally }) => tally.coverage()),
      pairsLeftOut: this.#pairsLeftOut,
    }
  }
}

const isKnown = (values: EntityValues): values is EntityValues & { names: string[] } => values.names !== undefined

function entityCoverage({ entity, names }: EntityValues, drawn: Counts, accepted: Counts): EntityCoverage {
  if (names === undefined) {
    return { entity, possible: null, used: null, share: null, commonest: [], rarest: [], hardest: [] }
  }
  const values = names.map((value) => ({ value, drawn: drawn.get(value), accepted: accepted.get(value) }))
  const used = values.filter((value) => value.accepted > 0).length
  const byUse = [...values].sort((a, b) => b.accepted - a.accepted)
  return {
    entity,
    possible: names.length,
    used,
    share: shareOf(used, names.length),
    commonest: byUse.slice(0, LISTED),
    rarest: byUse.slice(LISTED).slice(-LISTED),
    hardest: hardest(values),
  }
}

function hardest(values: readonly DrawnValue[]): DrawnValue[] {
  const drawn = values.reduce((sum, value) => sum + value.drawn, 0)
  const accepted = values.reduce((sum, value) => sum + value.accepted, 0)
  if (drawn === 0 || accepted === drawn) return []
  const share = accepted / drawn
  const isHard = (value: DrawnValue): boolean =>
    value.drawn >= 10 &&
    share * value.drawn - value.accepted > DEVIATIONS * Math.sqrt(value.drawn * share * (1 - share))
  return values
    .filter(isHard)
    .sort((a, b) => a.accepted / a.drawn - b.accepted / b.drawn || b.drawn - a.drawn)
    .slice(0, LISTED)
}
