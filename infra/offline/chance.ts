import { hash } from 'node:crypto'

/** A stream of choices that its seed alone decides. */
export interface Chance {
  /** A whole number from 0 to `n - 1`. */
  below(n: number): number
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T
  happens(probability: number): boolean
}

/** 128 bits that stand for `text`; equal texts give equal bits. */
export type Digest = readonly [number, number, number, number]

export function digest(text: string): Digest {
  const bytes = hash('sha1', text, 'buffer')
  return [bytes.readInt32LE(0), bytes.readInt32LE(4), bytes.readInt32LE(8), bytes.readInt32LE(12)]
}

/** The small fast counter generator sfc32 (Chris Doty-Humphrey, PractRand). `turn` tells apart streams of one digest. */
export function chance([first, second, third, fourth]: Digest, turn: number): Chance {
  let a = first
  let b = second
  let c = third ^ turn
  let counter = fourth | 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  // Its author's advice: the first dozen numbers still resemble the seed.
  for (let round = 0; round < 12; round++) next()
  const below = (n: number) => Math.floor(next() * n)
  return {
    below,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[below(list.length)]!
    },
    happens: (probability) => next() < probability,
  }
}
