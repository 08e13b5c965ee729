import { formsOf } from '../checks/inflection.ts'

/** Words that tell no two values apart. */
const SMALL = new Set(['a', 'an', 'the', 'of', 'in', 'on', 'for', 'to', 'and', 'with'])

/** Share of words that two values of three words or more have in common, above which they are twins. */
const TWINS = 0.8

/**
 * Adds to `values` those of `more` that are new: not in other case, punctuation or inflection, and not nearly the same words.
 * Without numbers, bullets, quotation marks and final punctuation, in the order they came.
 */
export function gathered(values: readonly string[], more: readonly string[]): string[] {
  const kept = [...values]
  const words = kept.map(wordsOf)
  for (const raw of more) {
    const value = cleaned(raw)
    const own = wordsOf(value)
    if (own.length === 0 || words.some((others) => areTwins(own, others))) continue
    kept.push(value)
    words.push(own)
  }
  return kept
}

const cleaned = (raw: string): string =>
  raw
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:\d+[.)]|[-*•])\s+/, '')
    .replace(/^["'“”‘’*_]+|["'“”‘’*_]+$/g, '')
    .replace(/[.;,:]+$/, '')
    .trim()

function wordsOf(value: string): string[] {
  const words = value.toLowerCase().match(/[\p{L}\p{N}\p{M}+#]+/gu) ?? []
  const telling = words.filter((word) => !SMALL.has(word))
  return telling.length > 0 ? telling : words
}

function areTwins(a: readonly string[], b: readonly string[]): boolean {
  const common = a.filter((word) => b.some((other) => isSameWord(word, other))).length
  if (Math.min(a.length, b.length) < 3) return a.length === b.length && common === a.length
  return common / (a.length + b.length - common) >= TWINS
}

const isSameWord = (a: string, b: string): boolean => a === b || formsOf(a).has(b) || formsOf(b).has(a)
