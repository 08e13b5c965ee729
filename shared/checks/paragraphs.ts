import { check } from './check.ts'
import { withoutCode } from './fences.ts'
import { counted, inWords, isWithin, type Range, rangeOptions } from './range.ts'

/** How many paragraphs the text has. */
export const paragraphs = check<Range>({
  name: 'paragraphs',
  summary:
    'Has at least `min` and at most `max` paragraphs: blank lines part them, or line breaks where there is no blank line; blocks of code are none.',
  options: rangeOptions,
  judge({ text }, range) {
    const n = countParagraphs(withoutCode(text))
    if (isWithin(n, range)) return { verdict: 'pass', figure: n }
    return {
      verdict: 'fail',
      figure: n,
      reason: `${counted(n, 'paragraph')} instead of ${inWords(range, 'paragraph')}`,
      advice: `Write ${inWords(range, 'paragraph')}${range.max === 1 ? '' : ', with a blank line between them'}; there ${n === 1 ? 'was' : 'were'} ${n}.`,
    }
  },
})

function countParagraphs(text: string): number {
  const lines = text.trim().replace(/\r\n?/g, '\n')
  const blocks = lines.split(/\n[^\S\n]*\n/)
  const parts = blocks.length > 1 ? blocks : lines.split('\n')
  // A line of stars between two parts is no paragraph.
  return parts.filter((part) => /[\p{L}\p{N}]/u.test(part)).length
}
