import { once } from 'node:events'
import { constants, createGzip } from 'node:zlib'

/** What RFC 1952 calls "unknown": zlib writes the system it was built on there, and bytes must not depend on that. */
const UNKNOWN_SYSTEM = 255
const SYSTEM_BYTE = 9

/**
 * One gzip member, written bit by bit without holding what was written. No time and no name in its header: the same
 * writes give the same bytes. (Only with the same zlib: builds for other processors may compress otherwise.)
 */
export class GzipWriter {
  readonly #gzip = createGzip({ level: constants.Z_DEFAULT_COMPRESSION })
  readonly #chunks: Uint8Array[] = []
  readonly #ended: Promise<unknown>

  constructor() {
    this.#gzip.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk))
    this.#ended = once(this.#gzip, 'end')
    // Whoever closes sees the error; until then it must not count as unhandled.
    this.#ended.catch(() => {})
  }

  /** Resolves when more may be written. */
  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#gzip.write(bytes)) await once(this.#gzip, 'drain')
  }

  async close(): Promise<Uint8Array> {
    this.#gzip.end()
    await this.#ended
    const whole = Buffer.concat(this.#chunks)
    whole[SYSTEM_BYTE] = UNKNOWN_SYSTEM
    return whole
  }
}

export async function gzipped(parts: Iterable<Uint8Array>): Promise<Uint8Array> {
  const writer = new GzipWriter()
  await writer.write(Buffer.concat([...parts]))
  return writer.close()
}
