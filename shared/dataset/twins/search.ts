import { Buckets } from './buckets.ts'
import { jaccard } from './shingles.ts'
import { Texts } from './texts.ts'

/** Below the threshold, by so much, signatures are trusted: three standard deviations at 0.8. */
const DOUBT = 0.12

/** Pairs of one row that are compared shingle by shingle. The most alike are the first. */
const MOST_COMPARED = 32

export interface Searched {
  /** In the order in which the earliest is kept. */
  rows: number
  /** `hashWords` of each row, and its signature. */
  hashes: Uint32Array
  hashWords: number
  signatures: Uint8Array
  /** 1: left out for another reason, and so no row that others could say again. */
  except: Uint8Array
  /** Jaccard similarity of shingles from which two rows are twins. */
  threshold: number
  /** Told once, before any is asked for: the rows whose shingles will likely be asked for. */
  expect(rows: Uint8Array): void
  shinglesOf(row: number): Promise<Uint32Array> | Uint32Array
}

export interface FoundTwins {
  /** Of each row the earlier one that it says again, itself no twin of any; -1 of those that are kept. */
  of: Int32Array
  similarity: Float32Array
  /** 1: the same text. */
  exact: Uint8Array
}

/**
 * Rows that say again what an earlier one says that is no twin itself. So whether a row is kept follows from those before
 * it alone, and rows that come later change nothing. Exact twins are all found, near ones as `signatureOf` says, and each
 * pair is confirmed by its shingles.
 */
export async function findTwins(searched: Searched): Promise<FoundTwins> {
  const { rows, hashes, hashWords, except } = searched
  const found: FoundTwins = {
    of: new Int32Array(rows).fill(-1),
    similarity: new Float32Array(rows),
    exact: new Uint8Array(rows),
  }
  const texts = new Texts(hashes, hashWords, rows)
  for (let row = 0; row < rows; row += 1) {
    if (except[row] === 1) continue
    const first = texts.first(row)
    if (first === row) continue
    found.of[row] = first
    found.exact[row] = 1
    found.similarity[row] = 1
  }
  searched.expect(alikeRows(searched, found.of))
  await findNear(searched, found)
  return found
}

/** Into `found`, which this file made. */
async function findNear(searched: Searched, { of, similarity, exact }: FoundTwins): Promise<void> {
  const { rows, signatures, threshold, except, shinglesOf } = searched
  const kept = new Buckets(signatures, rows)
  for (let row = 0; row < rows; row += 1) {
    if (except[row] === 1) continue
    const first = of[row]!
    if (first < 0) {
      for (const other of kept.like(row, threshold - DOUBT).slice(0, MOST_COMPARED)) {
        const alike = jaccard(await shinglesOf(row), await shinglesOf(other))
        if (alike < threshold) continue
        of[row] = other
        similarity[row] = alike
        break
      }
      if (of[row]! < 0) kept.add(row)
    } else if (of[first]! >= 0) {
      // The first of this text is a near twin itself: so is this one, of the same row.
      of[row] = of[first]!
      similarity[row] = similarity[first]!
      exact[row] = 0
    }
  }
}

/** 1 for each row that looks like another by their signatures, were all of them kept. */
function alikeRows({ rows, signatures, threshold, except }: Searched, of: Int32Array): Uint8Array {
  const alike = new Uint8Array(rows)
  const all = new Buckets(signatures, rows)
  for (let row = 0; row < rows; row += 1) {
    if (of[row]! >= 0 || except[row] === 1) continue
    for (const other of all.like(row, threshold - DOUBT)) {
      alike[row] = 1
      alike[other] = 1
    }
    all.add(row)
  }
  return alike
}
