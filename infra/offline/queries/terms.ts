/** What may stand after "the" and is no name of a thing. */
const NO_TERM = new Set(
  `first second third last same other next whole more most less least longer larger smaller deeper higher lower best
  worse only few many such very one two three four five six ones kinds way ways rest left right time times people end
  top bottom inside outside night evening day year week month world thing things place places sides other half bit
  quarter hour common harder commonest simplest fresh new old great wide quick both`
    .trim()
    .split(/\s+/),
)

const AFTER_ARTICLE =
  /\b(?:the|a|an|its|their|each|every)\s+((?:[a-z]+\s)?[a-z]+)(?=[,.;:]|\s(?:of|and|in|with|for|from|on|that|which|is|are|was|were|has|have|at|by|to|can|must|may|goes|comes)\b)/g

/** More than one thing, or two words of which one is a verb or says how. */
const NO_NAME = /[^s]s$|\s(?:\w+ly|\w+ed|\w+ing|away|together|low|and|that|nearby|melts?)$|(?:ly|ing|ed)\s/

/** Words that name things in a passage, in its order: what follows an article, without what only counts or compares. */
export function termsOf(passage: string): string[] {
  const found = [...passage.matchAll(AFTER_ARTICLE)].map(([, phrase]) => phrase!.trim())
  const named = found.filter((phrase) => phrase.split(' ').every((word) => word.length > 2 && !NO_TERM.has(word)))
  return [...new Set(named)].filter((phrase) => phrase.length >= 4 && !NO_NAME.test(phrase))
}
