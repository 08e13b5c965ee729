import type { EntityValues } from './entity-values.ts'
import { rounded, shareOf } from './figures.ts'

/** How much of what two entities can be together has been there. */
export interface PairCoverage {
  entities: [string, string]
  /** Pairs of values that can come together. */
  possible: number
  /** Those that did, in rows that were accepted; null where they are too many to be told apart. */
  used: number | null
  /** Of those possible. */
  share: number | null
  /** What as many draws by mere chance would have used, of those possible. */
  byChance: number
  /** How often pairs came, values of the first downwards and of the second to the right, as they stand in their lists. */
  grid: { down: string[]; right: string[]; counts: number[][] }
}

/** Cells that are told apart, one bit each. */
const MOST_CELLS = 2 ** 22
/** Rows and columns of a grid; longer lists are taken together by neighbours. */
const MOST_LINES = 16

export class PairTally {
  readonly #down: EntityValues & { names: string[] }
  readonly #right: EntityValues & { names: string[] }
  readonly #bits: Uint8Array | undefined
  readonly #grid: Uint32Array
  #pairs = 0

  constructor(down: EntityValues & { names: string[] }, right: EntityValues & { names: string[] }) {
    this.#down = down
    this.#right = right
    const cells = down.names.length * right.names.length
    this.#bits = cells <= MOST_CELLS ? new Uint8Array(Math.ceil(cells / 8)) : undefined
    this.#grid = new Uint32Array(linesOf(down.names.length) * linesOf(right.names.length))
  }

  /** Places of the values that one sample has. */
  add(down: readonly number[], right: readonly number[]): void {
    const [rows, columns] = [this.#down.names.length, this.#right.names.length]
    for (const row of down) {
      for (const column of right) {
        this.#pairs += 1
        const cell = row * columns + column
        if (this.#bits !== undefined) this.#bits[cell >> 3]! |= 1 << (cell & 7)
        const at = lineOf(row, rows) * linesOf(columns) + lineOf(column, columns)
        this.#grid[at] = this.#grid[at]! + 1
      }
    }
  }

  state() {
    return {
      pairs: this.#pairs,
      grid: [...this.#grid],
      /** Base64. */
      bits: this.#bits === undefined ? null : Buffer.from(this.#bits).toString('base64'),
    }
  }

  take({ pairs, grid, bits }: ReturnType<PairTally['state']>): void {
    this.#pairs += pairs
    if (bits !== null) for (const [at, some] of Buffer.from(bits, 'base64').entries()) this.#bits![at]! |= some
    for (const [at, count] of grid.entries()) this.#grid[at] = this.#grid[at]! + count
  }

  coverage(): PairCoverage {
    const possible = possiblePairs(this.#down, this.#right)
    const used = this.#bits?.reduce((sum, bits) => sum + ones(bits), 0) ?? null
    const columns = linesOf(this.#right.names.length)
    return {
      entities: [this.#down.entity, this.#right.entity],
      possible,
      used,
      share: used === null ? null : shareOf(used, possible),
      byChance: possible === 0 ? 0 : rounded(-Math.expm1(this.#pairs * Math.log1p(-1 / possible)) || 0),
      grid: {
        down: lineNames(this.#down.names),
        right: lineNames(this.#right.names),
        counts: Array.from({ length: linesOf(this.#down.names.length) }, (_, row) => [
          ...this.#grid.subarray(row * columns, (row + 1) * columns),
        ]),
      },
    }
  }
}

/** All with all, unless one entity's value decides among those of the other, or a third among both. */
function possiblePairs(a: EntityValues & { names: string[] }, b: EntityValues & { names: string[] }): number {
  const sizes = (of: NonNullable<EntityValues['of']>) => Object.values(of.children).map((own) => new Set(own).size)
  if (a.of?.parent === b.entity) return sizes(a.of).reduce((sum, size) => sum + size, 0)
  if (b.of?.parent === a.entity) return sizes(b.of).reduce((sum, size) => sum + size, 0)
  if (a.of === undefined || b.of === undefined || a.of.parent !== b.of.parent) return a.names.length * b.names.length
  const pairs = new Set<number>()
  for (const [parent, own] of Object.entries(a.of.children)) {
    for (const x of own) for (const y of b.of.children[parent] ?? []) pairs.add(x * b.names.length + y)
  }
  return pairs.size
}

const linesOf = (values: number): number => Math.min(values, MOST_LINES)
const lineOf = (place: number, values: number): number =>
  values <= MOST_LINES ? place : Math.floor((place * MOST_LINES) / values)

function lineNames(names: readonly string[]): string[] {
  const lines: string[][] = Array.from({ length: linesOf(names.length) }, () => [])
  for (const [place, name] of names.entries()) lines[lineOf(place, names.length)]!.push(name)
  return lines.map((own) => (own.length === 1 ? own[0]! : `${own[0]} … ${own.at(-1)}`))
}

function ones(byte: number): number {
  let count = 0
  for (let rest = byte; rest !== 0; rest &= rest - 1) count += 1
  return count
}
