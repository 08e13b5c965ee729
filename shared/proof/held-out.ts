import { createHash } from 'node:crypto'

const SHARE = 0.2

/**
 * Where an id stands between 0 and 1: the same for ever, and whatever other rows there are. Each purpose has places of its
 * own: of the rows that are first by one, every part is as large by the other as of all.
 */
export const placeOf = (id: string, purpose: 'held out' | 'looked at'): number =>
  createHash('sha256').update(`${purpose}\0${id}`).digest().readUInt32LE(0) / 2 ** 32

/** The sample that a row comes of: rows of one sample are alike, and must not be on both sides. `several`: a sample gives several rows. */
export const sampleOf = (id: string, several: boolean): string => (several ? id.replace(/-\d+$/, '') : id)

/** A fifth of the rows, by a hash of their samples' ids: a dataset that grows never moves a row from one side to the other. */
export function heldOut<Row extends { id: string }>(
  rows: readonly Row[],
  several: boolean,
): { train: Row[]; test: Row[] } {
  const [train, test]: [Row[], Row[]] = [[], []]
  for (const row of rows) (placeOf(sampleOf(row.id, several), 'held out') < SHARE ? test : train).push(row)
  return { train, test }
}
