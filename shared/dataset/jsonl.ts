import { GzipWriter } from './gzip.ts'
import type { Shard } from './shard.ts'

/** Rows go to the compressor in pieces of about this many characters: each piece is a trip to another thread. */
const PIECE = 256 * 1024

/** One JSON object a line, gzip. */
export class JsonlShard<Item> implements Shard<Item> {
  readonly #gzip = new GzipWriter()
  #piece = ''

  add(row: Item): void | Promise<void> {
    this.#piece += `${JSON.stringify(row)}\n`
    return this.#piece.length < PIECE ? undefined : this.#flush()
  }

  async close(): Promise<Uint8Array> {
    await this.#flush()
    return this.#gzip.close()
  }

  #flush(): Promise<void> {
    const piece = Buffer.from(this.#piece)
    this.#piece = ''
    return this.#gzip.write(piece)
  }
}
