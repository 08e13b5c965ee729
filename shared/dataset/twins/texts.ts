/** The first row of each text, for up to `capacity` rows: at least 8 bytes a row. */
export class Texts {
  readonly #hashes: Uint32Array
  readonly #words: number
  readonly #slots: Int32Array

  /** `words` of each row's hash. */
  constructor(hashes: Uint32Array, words: number, capacity: number) {
    this.#hashes = hashes
    this.#words = words
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, capacity * 2)))).fill(-1)
  }

  /** The first row added whose text is that of `row`; `row` itself, which is added, where there was none. */
  first(row: number): number {
    const mask = this.#slots.length - 1
    for (let slot = this.#hashes[row * this.#words]! & mask; ; slot = (slot + 1) & mask) {
      const other = this.#slots[slot]!
      if (other < 0) {
        this.#slots[slot] = row
        return row
      }
      if (this.#same(row, other)) return other
    }
  }

  #same(a: number, b: number): boolean {
    for (let word = 0; word < this.#words; word += 1) {
      if (this.#hashes[a * this.#words + word] !== this.#hashes[b * this.#words + word]) return false
    }
    return true
  }
}
