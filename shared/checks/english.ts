import { formsOf } from './inflection.ts'
import { withoutClitic } from './wordstream.ts'

/** Words that say how others hang together; no list of easy words needs to name them. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those some any no none every each either neither both all half such same other another else
  much many more most few fewer less least little several enough own one ones two three four five six seven eight nine
  ten first second third last next i me my mine myself you your yours yourself yourselves he him his himself she her
  hers herself it its itself we us our ours ourselves they them their theirs themselves who whom whose which what
  whoever whatever someone somebody something anyone anybody anything everyone everybody everything nobody nothing
  where when why how here there then now and or but nor so yet for because although though while if unless until till
  since as than whether once of in on at by to from with without into onto out up down over under above below between
  among through during before after about against along around across behind beside beyond near off toward towards
  inside outside upon within like per via not never ever always often sometimes again too also very just only even
  still almost quite rather really already soon perhaps maybe away back together be am is are was were been being
  have has had having do does did doing done will would shall should can could may might must ought let yes no oh
  don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't cannot couldn't shouldn't mustn't hasn't
  haven't hadn't let's`.split(/\s+/),
)

/** Share of the words that only English has this many of. Names and the subject's own words are the rest. */
const MOST_ENGLISH =
  /^(?:the|and|of|to|is|was|it|that|with|his|her|they|you|for|are|were|be|have|had|this|not|but|she|he|from|by|what|who|which|when|there|their|will|would|as|at|an|its|how|your|can)$/

/** Whether a text is English, by its commonest words; of less than 20 words, nobody can tell. */
export function isEnglish(words: readonly string[]): boolean {
  if (words.length < 20) return false
  return words.filter((word) => MOST_ENGLISH.test(word)).length / words.length > 0.12
}

/** Every form of every word of a list; of a phrase, of each of its words. In lower case. */
export function formsOfAll(words: Iterable<string>): Set<string> {
  const all = new Set<string>()
  for (const word of words) for (const form of formsOf(word)) all.add(form)
  return all
}

/** Whether a word, or what is left without what leans on it ("dog's"), is one of these forms. */
export const isAmong = (forms: ReadonlySet<string>, word: string): boolean =>
  forms.has(word) || (word.includes("'") && forms.has(withoutClitic(word)))
