import { check } from './check.ts'
import { counted, inWords, isWithin, type Range, rangeOptions } from './range.ts'
import { isUnmarked, sentencesOf } from './sentence-stream.ts'

/** How many sentences the text has. */
export const sentences = check<Range>({
  name: 'sentences',
  summary:
    'Has at least `min` and at most `max` sentences; what somebody says and who says it are one, headings and code are none.',
  options: rangeOptions,
  judge({ text }, range) {
    if (isUnmarked(text)) return { verdict: 'unverified', reason: 'its script marks no end of a sentence' }
    const n = sentencesOf(text).length
    if (isWithin(n, range)) return { verdict: 'pass', figure: n }
    return {
      verdict: 'fail',
      figure: n,
      reason: `${counted(n, 'sentence')} instead of ${inWords(range, 'sentence')}`,
      advice: `Write ${inWords(range, 'sentence')}; there ${n === 1 ? 'was' : 'were'} ${n}.`,
    }
  },
})
