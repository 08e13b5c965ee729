import { check } from './check.ts'
import { counted, inWords, isWithin, type Range, rangeOptions } from './range.ts'
import { countWords } from './wordstream.ts'

/** How many words the text has. */
export const words = check<Range>({
  name: 'words',
  summary: 'Has at least `min` and at most `max` words.',
  options: rangeOptions,
  judge({ text }, range) {
    const n = countWords(text)
    if (isWithin(n, range)) return { verdict: 'pass', figure: n }
    return {
      verdict: 'fail',
      figure: n,
      reason: `${counted(n, 'word')} instead of ${inWords(range, 'word')}`,
      advice: `Write ${inWords(range, 'word')}; there ${n === 1 ? 'was' : 'were'} ${n}.`,
    }
  },
})
