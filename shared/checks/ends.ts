import { check } from './check.ts'
import { type Edges, edgesOptions, endsWith, templatesOf, wantedOf } from './edge.ts'
import { quotedList } from './named.ts'

/** How the text ends. */
export const ends = check<Edges>({
  name: 'ends',
  summary:
    'The text ends with what is given; case, quotation marks and the final punctuation may differ, unless it is nothing but punctuation.',
  options: edgesOptions('ends'),
  templates: templatesOf,
  judge(subject, edges) {
    const wanted = wantedOf(subject, edges)
    if (wanted.length === 0) return { verdict: 'unverified', reason: 'there is nothing that it should end with' }
    const found = wanted.find((each) => endsWith(subject.text, each))
    if (found !== undefined) return { verdict: 'pass', figure: found.slice(0, 60) }
    const end = subject.text.trim().slice(-30)
    return {
      verdict: 'fail',
      figure: end,
      reason: `ends with "${end}" instead of ${quotedList(wanted, 5)}`,
      advice: `The text must end with ${wanted.length > 1 ? 'one of ' : ''}${quotedList(wanted, 20)}.`,
    }
  },
})
