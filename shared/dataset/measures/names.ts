import { properNounsIn } from '../../checks/proper-nouns.ts'
import { Counts } from './counts.ts'
import { shareOf } from './figures.ts'
import type { Common } from './phrases.ts'

/** Written with a capital in English, and the name of nobody. */
const NO_NAME =
  /^(?:i|i'(?:m|d|ll|ve)|mr|mrs|ms|dr|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|english|ok|tv)$/

export interface Names {
  distinct: number
  /** Texts that have any. */
  texts: number
  top: Common[]
}

/** Words written as names, by the number of texts that have them. Null where the script has no capitals. */
export function namesOf(texts: readonly string[], top: number): Names | null {
  const counts = new Counts()
  let [withNames, withCapitals] = [0, 0]
  for (const text of texts) {
    if (/\p{Lu}/u.test(text)) withCapitals += 1
    const names = [...properNounsIn(text)].filter((name) => !NO_NAME.test(name.replaceAll('’', "'")))
    if (names.length > 0) withNames += 1
    for (const name of names) counts.add(name.replace(/^\p{L}/u, (letter) => letter.toUpperCase()))
  }
  if (withCapitals === 0) return null
  return {
    distinct: counts.size,
    texts: withNames,
    top: counts.top(top).map(([words, times]) => ({ words, texts: times, share: shareOf(times, texts.length) })),
  }
}
