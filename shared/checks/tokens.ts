import { check } from './check.ts'
import { counted, inWords, isWithin, type Range, rangeOptions } from './range.ts'
import { estimateTokens } from './token-estimate.ts'

/** How many tokens the text has, about. */
export const tokens = check<Range>({
  name: 'tokens',
  summary:
    'Has at least `min` and at most `max` tokens, by an estimate that is within a tenth or two of what current models count.',
  options: rangeOptions,
  judge({ text }, range) {
    const n = estimateTokens(text)
    if (isWithin(n, range)) return { verdict: 'pass', figure: n }
    return {
      verdict: 'fail',
      figure: n,
      reason: `about ${counted(n, 'token')} instead of ${inWords(range, 'token')}`,
      advice: `Write ${range.min !== undefined && n < range.min ? 'more' : 'less'}: ${inWords(range, 'token')}, and there were about ${n}.`,
    }
  },
})
