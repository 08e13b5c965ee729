import type { Call, Ended, Verdict } from '../../sample/record.ts'
import { Counts } from './counts.ts'
import { shareOf } from './figures.ts'

interface Judged {
  pass: number
  fail: number
  unverified: number
  /** Passed, of those that a rule could tell; null where none could. */
  share: number | null
}

export interface CheckAdherence {
  stage: string
  check: string
  required: boolean
  /** What the model did of itself: texts of a stage's first try. */
  first: Judged
  /** What is in the dataset. */
  kept: Judged
}

export interface Adherence {
  checks: CheckAdherence[]
  /** Samples whose every stage met every required check at its first try. */
  allAtOnce: { samples: number; of: number; share: number }
  /** Accepted samples by the tries of the stage that took most, and those that never came through. */
  tries: { accepted: number[]; rejected: number; failed: number }
  /** Why samples were left out, the commonest first, each with the words of one of them. */
  reasons: {
    state: 'rejected' | 'failed'
    stage: string | null
    check: string | null
    samples: number
    example: string
  }[]
}

/** Different reasons told apart; endpoints that put a number into each message would make as many as there are samples. */
const MOST_REASONS = 200

/** How well the texts did what was asked. */
export class AdherenceTally {
  readonly #verdicts = new Counts()
  readonly #tries = new Counts<number>()
  readonly #reasons = new Counts()
  /** Of the lowest number, so that it does not hang on the order. */
  readonly #examples = new Map<string, { i: number; reason: string }>()
  readonly #ended = new Counts<Ended['state']>()
  #atOnce = 0
  #asked = 0

  add(sample: Ended): void {
    this.#ended.add(sample.state)
    const firsts = sample.work.calls.filter((call) => call.outcome === 'answered' && call.try === 1)
    for (const { verdicts } of firsts) this.#count('first', verdicts)
    if (firsts.length > 0) this.#asked += 1
    if (sample.state === 'accepted') {
      this.#count('kept', sample.verdicts)
      this.#tries.add(Math.max(1, ...sample.work.calls.map((call) => call.try)))
      if (firsts.length > 0 && firsts.every(isGood)) this.#atOnce += 1
      return
    }
    for (const [key, reason] of reasonsOf(sample)) {
      if (this.#reasons.size >= MOST_REASONS && this.#reasons.get(key) === 0) continue
      this.#reasons.add(key)
      this.#example(key, { i: sample.i, reason })
    }
  }

  merge(other: AdherenceTally): void {
    this.take(other.state())
  }

  state() {
    return {
      verdicts: this.#verdicts.entries(),
      tries: this.#tries.entries(),
      reasons: this.#reasons.entries(),
      examples: [...this.#examples],
      ended: this.#ended.entries(),
      atOnce: this.#atOnce,
      asked: this.#asked,
    }
  }

  take(state: ReturnType<AdherenceTally['state']>): void {
    this.#verdicts.take(state.verdicts)
    this.#tries.take(state.tries)
    this.#reasons.take(state.reasons)
    this.#ended.take(state.ended)
    for (const [key, example] of state.examples) this.#example(key, example)
    this.#atOnce += state.atOnce
    this.#asked += state.asked
  }

  adherence(stages: readonly string[]): Adherence {
    const checks = [...new Set(this.#verdicts.entries().map(([key]) => JSON.stringify(JSON.parse(key).slice(2))))]
    const tries = Math.max(0, ...this.#tries.entries().map(([count]) => count))
    return {
      checks: checks
        .map((key): CheckAdherence => {
          const [stage, check, required] = JSON.parse(key) as [string, string, boolean]
          const judged = (when: 'first' | 'kept') => this.#judged(when, [stage, check, required])
          return { stage, check, required, first: judged('first'), kept: judged('kept') }
        })
        .sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage) || byText(a.check, b.check)),
      allAtOnce: { samples: this.#atOnce, of: this.#asked, share: shareOf(this.#atOnce, this.#asked) },
      tries: {
        accepted: Array.from({ length: tries }, (_, at) => this.#tries.get(at + 1)),
        rejected: this.#ended.get('rejected'),
        failed: this.#ended.get('failed'),
      },
      reasons: this.#reasons.top().map(([key, samples]) => {
        const [state, stage, check] = JSON.parse(key) as ['rejected' | 'failed', string | null, string | null]
        return { state, stage, check, samples, example: this.#examples.get(key)!.reason }
      }),
    }
  }

  #count(when: 'first' | 'kept', verdicts: readonly Verdict[]): void {
    for (const { stage, check, required, verdict } of verdicts) {
      this.#verdicts.add(JSON.stringify([when, verdict, stage, check, required]))
    }
  }

  #judged(when: 'first' | 'kept', check: [string, string, boolean]): Judged {
    const of = (verdict: Verdict['verdict']) => this.#verdicts.get(JSON.stringify([when, verdict, ...check]))
    const [pass, fail, unverified] = [of('pass'), of('fail'), of('unverified')]
    return { pass, fail, unverified, share: pass + fail === 0 ? null : shareOf(pass, pass + fail) }
  }

  #example(key: string, example: { i: number; reason: string }): void {
    const there = this.#examples.get(key)
    if (there === undefined || example.i < there.i) this.#examples.set(key, example)
  }
}

const isGood = ({ verdicts }: Call): boolean =>
  verdicts.every(({ verdict, required }) => verdict !== 'fail' || !required)

/** A rejected sample has one for each check that it missed; of a failed one, the words without what differs by sample. */
function reasonsOf(sample: Exclude<Ended, { state: 'accepted' }>): Map<string, string> {
  if (sample.state === 'rejected') {
    const missed = sample.verdicts.filter(({ verdict, required }) => verdict === 'fail' && required)
    if (missed.length > 0) {
      return new Map(
        missed.map(({ stage, check, reason }) => [JSON.stringify(['rejected', stage, check]), reason ?? sample.reason]),
      )
    }
    return new Map([[JSON.stringify(['rejected', sample.stage, null]), sample.reason]])
  }
  const alike = sample.reason.replace(/\d+/g, '#').slice(0, 200)
  return new Map([[JSON.stringify(['failed', sample.stage ?? null, null, alike]), sample.reason]])
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
