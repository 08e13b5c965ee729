import { derivedKey, type KeyWords } from './keyed-hash.ts'
import { permutation } from './permutation.ts'

/** Records one after another, each for as many samples in a row, in rounds that end when each had its own. */
export interface Rounds {
  at(i: number): {
    record: number
    round: number
    /** The first sample that the record has in this round. */
    start: number
  }
}

/** Each round has an order of its own. */
export function roundsOf(records: number, per: number, key: KeyWords): Rounds {
  const permute = permutation(records)
  let known: { round: number; order: KeyWords } | undefined
  let last: { turn: number; at: ReturnType<Rounds['at']> } | undefined
  return {
    at(i) {
      const turn = Math.floor(i / per)
      if (last?.turn !== turn) {
        const round = Math.floor(turn / records)
        if (known?.round !== round) known = { round, order: derivedKey(key, round) }
        last = { turn, at: { record: permute(turn - round * records, known.order), round, start: turn * per } }
      }
      return last.at
    },
  }
}
