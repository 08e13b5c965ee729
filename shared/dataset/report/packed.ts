import { gzipped } from '../gzip.ts'
import type { ShownSamples } from './records.ts'

export interface Packed {
  /** Base64 of gzip of a JSON list of `ShownSample`, in the order of `i`. */
  base64: string
  shown: number
}

/** Bytes of base64: with the pictures, the page stays below five million. */
const MOST_BYTES = 4_200_000

/** As many of the samples as the page may hold, a like share of each state. */
export async function packed(samples: Pick<ShownSamples, 'items'>, mostBytes = MOST_BYTES): Promise<Packed> {
  const { accepted, rejected, failed } = samples.items()
  for (let share = 1; ; share *= 0.8) {
    const kept = [accepted, rejected, failed].flatMap((items) => items.slice(0, Math.ceil(items.length * share)))
    const list = `[${kept.sort((a, b) => numberOf(a) - numberOf(b)).join(',')}]`
    const base64 = Buffer.from(await gzipped([Buffer.from(list)])).toString('base64')
    if (base64.length <= mostBytes || kept.length <= 3) return { base64, shown: kept.length }
  }
}

/** `i` comes first in each. */
const numberOf = (json: string): number => Number(/^\{"i":(\d+)/.exec(json)?.[1])
