import { check } from './check.ts'
import { type Edges, edgesOptions, startsWith, templatesOf, wantedOf } from './edge.ts'
import { quotedList } from './named.ts'

/** How the text begins. */
export const starts = check<Edges>({
  name: 'starts',
  summary:
    'The text starts with what is given, a letter, a word or more; case, quotation marks and spacing may differ.',
  options: edgesOptions('starts'),
  templates: templatesOf,
  judge(subject, edges) {
    const wanted = wantedOf(subject, edges)
    if (wanted.length === 0) return { verdict: 'unverified', reason: 'there is nothing that it should start with' }
    const found = wanted.find((each) => startsWith(subject.text, each))
    if (found !== undefined) return { verdict: 'pass', figure: found.slice(0, 60) }
    const start = subject.text.trim().slice(0, 30)
    return {
      verdict: 'fail',
      figure: start,
      reason: `starts with "${start}" instead of ${quotedList(wanted, 5)}`,
      advice: `The text must start with ${wanted.length > 1 ? 'one of ' : ''}${quotedList(wanted, 20)}.`,
    }
  },
})
