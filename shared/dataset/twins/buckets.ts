import { mixed } from '../../draw/keyed-hash.ts'
import { BAND_BYTES, BANDS, likeness, SIGNATURE_BYTES } from './signature.ts'

/** Rows of one bucket that are looked at, latest first: texts of one mold share bands with all of their kind. */
const MOST_IN_A_BUCKET = 128

/** Rows by the bands of their signatures, for up to `capacity` rows: 116 bytes a row, besides the signatures. */
export class Buckets {
  readonly #signatures: Uint8Array
  readonly #mask: number
  /** By band and slot the latest row, and by band and row the one before it in the same slot; -1 for none. */
  readonly #latest: Int32Array[]
  readonly #before: Int32Array[]
  /** By row: the last that it was looked at for. */
  readonly #seen: Int32Array

  constructor(signatures: Uint8Array, capacity: number) {
    this.#signatures = signatures
    const slots = 2 ** Math.ceil(Math.log2(Math.max(2, capacity)))
    this.#mask = slots - 1
    this.#latest = Array.from({ length: BANDS }, () => new Int32Array(slots).fill(-1))
    this.#before = Array.from({ length: BANDS }, () => new Int32Array(capacity))
    this.#seen = new Int32Array(capacity).fill(-1)
  }

  add(row: number): void {
    for (let band = 0; band < BANDS; band += 1) {
      const slot = this.#slot(row, band)
      this.#before[band]![row] = this.#latest[band]![slot]!
      this.#latest[band]![slot] = row
    }
  }

  /** The rows added that share a band with this one and are as alike as `least` by their signatures; the most alike first. */
  like(row: number, least: number): number[] {
    const found: { row: number; likeness: number }[] = []
    for (let band = 0; band < BANDS; band += 1) {
      let other = this.#latest[band]![this.#slot(row, band)]!
      for (let looked = 0; other >= 0 && looked < MOST_IN_A_BUCKET; looked += 1, other = this.#before[band]![other]!) {
        if (this.#seen[other] === row || !this.#shares(row, other, band)) continue
        this.#seen[other] = row
        const alike = likeness(this.#signatures, row * SIGNATURE_BYTES, this.#signatures, other * SIGNATURE_BYTES)
        if (alike >= least) found.push({ row: other, likeness: alike })
      }
    }
    return found.sort((a, b) => b.likeness - a.likeness || a.row - b.row).map((each) => each.row)
  }

  #slot(row: number, band: number): number {
    const at = row * SIGNATURE_BYTES + band * BAND_BYTES
    let hash = band
    for (let k = 0; k < BAND_BYTES; k += 1) hash = Math.imul(hash, 0x01000193) ^ this.#signatures[at + k]!
    return mixed(hash) & this.#mask
  }

  #shares(a: number, b: number, band: number): boolean {
    const [atA, atB] = [a * SIGNATURE_BYTES + band * BAND_BYTES, b * SIGNATURE_BYTES + band * BAND_BYTES]
    for (let k = 0; k < BAND_BYTES; k += 1) {
      if (this.#signatures[atA + k] !== this.#signatures[atB + k]) return false
    }
    return true
  }
}
