import { createHash } from 'node:crypto'
import type { Draw } from '../draw/draw.ts'
import { splitOf } from '../recipe/output.ts'
import type { Recipe } from '../recipe/recipe.ts'
import { type Ended, rowsIn, type SampleOutput } from '../sample/record.ts'
import { type Overlap, overlapOf } from './overlap.ts'
import { splitKeys } from './split.ts'
import { shinglesOf } from './twins/shingles.ts'
import { SIGNATURE_BYTES, signatureOf } from './twins/signature.ts'
import { normalized, tokensOf } from './twins/tokens.ts'

/** Words of the hash of a row's text. */
export const HASH_WORDS = 4

/**
 * `runs/<run>/digests/<block>.<n>`: what is to be known of a block's rows before any is written, 150 bytes a row, so that
 * those of a million are held at once. It follows from the block and the recipe, and is made again where it is missing.
 */
export interface Digest {
  /** Of every sample of the block, in order: index of its split key, and its rows. `SINGLE`: one row without a number. */
  keyOf: Uint16Array
  rowsOf: Uint16Array
  /** Each once, in the order of first appearance. */
  keys: string[]
  /** Of every row: bytes of its JSON, about; hash of its normalized text; MinHash. */
  bytes: Uint32Array
  hashes: Uint32Array
  signatures: Uint8Array
  /** 1: it shares words with a text that no row may share any with. */
  overlaps: Uint8Array
}

/** `runs/<run>/shingles/<block>.<n>`: of every row its shingles, for those pairs whose signatures are alike. */
export interface Shingles {
  /** Where those of each row begin, and where the last end. */
  starts: Uint32Array
  all: Uint32Array
}

export const SINGLE = 0xffff

export const rowCount = (rows: number): number => (rows === SINGLE ? 1 : rows)

/** What is to be known of the samples of one block, given one by one in their order. */
export class Digesting {
  readonly #keyOfDraw: (draw: Draw) => string
  readonly #keys = new Map<string, number>()
  readonly #keyOf: number[] = []
  readonly #rowsOf: number[] = []
  readonly #bytes: number[] = []
  readonly #hashes: Uint8Array[] = []
  readonly #signatures: Uint8Array[] = []
  readonly #shingles: Uint32Array[] = []
  readonly #overlaps: number[] = []
  readonly #overlap: Overlap | undefined

  constructor(recipe: Recipe) {
    this.#keyOfDraw = splitKeys(splitOf(recipe), recipe.entities)
    this.#overlap = overlapOf(recipe)
  }

  add(sample: Ended): void {
    const key = this.#keyOfDraw(sample.draw)
    if (!this.#keys.has(key)) this.#keys.set(key, this.#keys.size)
    this.#keyOf.push(this.#keys.get(key)!)
    const rows = sample.state === 'accepted' ? rowsIn(sample) : []
    this.#rowsOf.push(sample.state === 'accepted' && sample.rows === undefined ? SINGLE : rows.length)
    for (const row of rows) this.#addRow(row)
  }

  #addRow(row: SampleOutput): void {
    const text = normalized(row.text)
    const shingles = shinglesOf(tokensOf(text))
    this.#bytes.push(Buffer.byteLength(JSON.stringify(row)))
    this.#hashes.push(
      createHash('sha256')
        .update(text)
        .digest()
        .subarray(0, HASH_WORDS * 4),
    )
    this.#signatures.push(signatureOf(shingles))
    this.#shingles.push(shingles)
    this.#overlaps.push(this.#overlap?.of(row.text) === undefined ? 0 : 1)
  }

  done(): { digest: Digest; shingles: Shingles } {
    const starts = [0]
    for (const { length } of this.#shingles) starts.push(starts.at(-1)! + length)
    return {
      digest: {
        keys: [...this.#keys.keys()],
        keyOf: Uint16Array.from(this.#keyOf),
        rowsOf: Uint16Array.from(this.#rowsOf),
        bytes: Uint32Array.from(this.#bytes),
        hashes: words(Buffer.concat(this.#hashes)),
        signatures: Uint8Array.from(Buffer.concat(this.#signatures)),
        overlaps: Uint8Array.from(this.#overlaps),
      },
      shingles: { starts: Uint32Array.from(starts), all: joined(this.#shingles) },
    }
  }
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Copied, as the words of an array must begin at a multiple of their size. */
const words = (bytes: Uint8Array): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer)
const halves = (bytes: Uint8Array): Uint16Array => new Uint16Array(Uint8Array.from(bytes).buffer)
const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array | Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** Bytes are little-endian on everything that runs this. */
export function encodeDigest({ keys, keyOf, rowsOf, bytes, hashes, signatures, overlaps }: Digest): Uint8Array {
  const head = Buffer.from(JSON.stringify({ samples: keyOf.length, rows: bytes.length, keys }))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  return Buffer.concat([length, head, ...[keyOf, rowsOf, bytes, hashes, signatures, overlaps].map(bytesOf)])
}

export function decodeDigest(body: Uint8Array): Digest {
  let at = 4 + new DataView(body.buffer, body.byteOffset).getUint32(0, true)
  const head = JSON.parse(new TextDecoder().decode(body.subarray(4, at))) as {
    samples: number
    rows: number
    keys: string[]
  }
  const { samples, rows, keys } = head
  const next = (length: number): Uint8Array => {
    at += length
    return body.subarray(at - length, at)
  }
  return {
    keys,
    keyOf: halves(next(2 * samples)),
    rowsOf: halves(next(2 * samples)),
    bytes: words(next(4 * rows)),
    hashes: words(next(4 * HASH_WORDS * rows)),
    signatures: next(SIGNATURE_BYTES * rows),
    overlaps: next(rows),
  }
}

export function encodeShingles({ starts, all }: Shingles): Uint8Array {
  return Buffer.concat([bytesOf(Uint32Array.of(starts.length)), bytesOf(starts), bytesOf(all)])
}

export function decodeShingles(body: Uint8Array): Shingles {
  const all = words(body)
  const rows = all[0]!
  return { starts: all.subarray(1, 1 + rows), all: all.subarray(1 + rows) }
}
