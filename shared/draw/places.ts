import type { Cells } from './cells.ts'
import { derivedKey, type KeyWords, keyWords } from './keyed-hash.ts'
import { roundsOf } from './rounds.ts'

/** Where a sample stands: whose values it has by turns, and which step it is on the walk through all else. */
export interface Place {
  cell: number
  /** Of the documents that samples are made of one after another. */
  record?: number
  /** The step on the walk through the combinations, from 0. */
  step: number
  /** The key of the order in which the walk goes, anew in each epoch. */
  keyOf(epoch: number): KeyWords
}

export interface Records {
  name: string
  count: number
  /** Samples in a row of each. */
  per: number
}

/** Each cell has a walk of its own. */
export function placesOf({ names, schedule }: Cells, seed: string): (i: number) => Place {
  if (names.length === 0) return placesInOne(seed)
  const base = keyWords('cell', seed)
  const known: { epoch: number; key: KeyWords }[] = []
  const keyIn = (cell: number, epoch: number): KeyWords => {
    if (known[cell]?.epoch !== epoch) known[cell] = { epoch, key: derivedKey(base, cell, epoch) }
    return known[cell].key
  }
  return (i) => {
    const { cell, before } = schedule.at(i)
    return { cell, step: before, keyOf: (epoch) => keyIn(cell, epoch) }
  }
}

function placesInOne(seed: string): (i: number) => Place {
  const orderOf = (epoch: number): KeyWords => keyWords('combination', seed, epoch)
  const first = orderOf(0)
  const keyOf = (epoch: number): KeyWords => (epoch === 0 ? first : orderOf(epoch))
  return (i) => ({ cell: 0, step: i, keyOf })
}

/** Each record has a walk of its own in each cell, so that no two samples of it are the same while there are others. */
export function placesOfRecords({ count, per }: Records, { schedule }: Cells, seed: string): (i: number) => Place {
  const rounds = roundsOf(count, per, keyWords('records', seed))
  const base = keyWords('record', seed)
  return (i) => {
    const { record, round, start } = rounds.at(i)
    const { cell } = schedule.at(i)
    const step = round * schedule.most(cell, per) + schedule.since(start, i)
    return { cell, record, step, keyOf: (epoch) => derivedKey(base, cell, record, epoch) }
  }
}
