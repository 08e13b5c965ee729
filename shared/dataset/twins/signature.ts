import { keyWords, mixed } from '../../draw/keyed-hash.ts'

/**
 * MinHash (Broder 1997) in 14 bands of 8: two texts of similarity s share a band with probability 1 - (1 - s^8)^14, which is
 * 0.92 at 0.8, 0.99 at 0.85 and 0.05 at 0.5.
 */
export const BANDS = 14
export const BAND_BYTES = 8
export const SIGNATURE_BYTES = BANDS * BAND_BYTES

/** The same in every version: signatures of runs from before are compared with those of now. */
const KEYS = Uint32Array.from({ length: SIGNATURE_BYTES }, (_, k) => {
  const [word = 0] = keyWords('signature', k)
  return word
})

/**
 * Of each of 112 hash functions the lowest eight bits of its least value over the shingles (Li and Koenig 2010, "b-bit minwise
 * hashing"): a quarter of the room, and 1/256 of what differs looks alike.
 */
export function signatureOf(shingles: Uint32Array): Uint8Array {
  const signature = new Uint8Array(SIGNATURE_BYTES)
  for (let k = 0; k < SIGNATURE_BYTES; k += 1) {
    const key = KEYS[k]!
    let least = 0xffffffff
    for (let at = 0; at < shingles.length; at += 1) {
      const hash = mixed(shingles[at]! ^ key)
      if (hash < least) least = hash
    }
    signature[k] = least
  }
  return signature
}

/** Of the similarity of two texts, from their signatures in `a` and `b`; its standard deviation is at most 0.048. */
export function likeness(a: Uint8Array, atA: number, b: Uint8Array, atB: number): number {
  let same = 0
  for (let k = 0; k < SIGNATURE_BYTES; k += 1) if (a[atA + k] === b[atB + k]) same += 1
  return Math.max(0, (same / SIGNATURE_BYTES - 1 / 256) / (1 - 1 / 256))
}
