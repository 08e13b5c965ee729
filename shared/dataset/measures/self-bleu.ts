import { rounded } from './figures.ts'
import { ngramsOf, runsOf } from './ngrams.ts'

const ORDERS = [1, 2, 3, 4]
/** In place of a count of 0, as in method 1 of Chen and Cherry, 2014 (https://aclanthology.org/W14-3346/). */
const EPSILON = 0.1

/**
 * Mean BLEU-4 of each text against all others (Zhu et al., 2018, https://arxiv.org/abs/1802.01886): 0 where no two share
 * anything, 1 where each is like another. Null of fewer than two texts that have a word.
 *
 * Each text's clipped counts need, of each n-gram, only the highest count in another text: so the two highest are kept, and
 * it takes time in proportion to the words rather than to the square of the texts.
 */
export function selfBleu(texts: readonly Uint32Array[]): number | null {
  const some = texts.filter((text) => text.length > 0)
  if (some.length < 2) return null
  const orders = ORDERS.map((n) => some.map((text) => [...runsOf(ngramsOf(text, n).sort())]))
  const peaks = orders.map(peaksOf)
  const lengths = some.map((text) => text.length).sort((a, b) => a - b)
  const sum = some.reduce((all, text, own) => {
    const logs = orders.map((runs, order) => {
      let [matched, total] = [0, 0]
      for (const [gram, times] of runs[own]!) {
        const { first, second, at } = peaks[order]!.get(gram)!
        matched += Math.min(times, at === own ? second : first)
        total += times
      }
      return Math.log((matched || EPSILON) / Math.max(1, total))
    })
    const mean = logs.reduce((a, b) => a + b, 0) / ORDERS.length
    return all + brevity(text.length, lengths) * Math.exp(mean)
  }, 0)
  return rounded(Math.min(1, sum / some.length))
}

interface Peak {
  /** The highest count of the n-gram in any text, in which one, and the highest in any other. */
  first: number
  at: number
  second: number
}

function peaksOf(texts: readonly (readonly [number, number][])[]): Map<number, Peak> {
  const peaks = new Map<number, Peak>()
  for (const [at, runs] of texts.entries()) {
    for (const [gram, times] of runs) {
      const peak = peaks.get(gram)
      if (peak === undefined) peaks.set(gram, { first: times, at, second: 0 })
      else if (times > peak.first) peaks.set(gram, { first: times, at, second: peak.first })
      else if (times > peak.second) peak.second = times
    }
  }
  return peaks
}

/** 1 unless every other text is longer; then by the one that is nearest in length. */
function brevity(length: number, sorted: readonly number[]): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < length) low = middle + 1
    else high = middle
  }
  // At `low` stands the text itself, or one as long. The nearest others are its neighbours, the shorter one first.
  const [shorter, other] = [sorted[low - 1], sorted[low + 1]]
  const isShorterNearest = shorter !== undefined && (other === undefined || length - shorter <= other - length)
  if (isShorterNearest || other === undefined || other <= length) return 1
  return Math.exp(1 - other / length)
}
