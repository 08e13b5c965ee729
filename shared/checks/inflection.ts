import { onDemand } from '../on-demand.ts'
import { GRADABLE } from './gradable.ts'

// What the exception tables miss: they name one base for each form.
const ALSO: Record<string, string> = {
  people: 'person',
  dice: 'die',
  better: 'well',
  best: 'well',
  more: 'many',
  most: 'many',
  less: 'little',
  least: 'little',
  elder: 'old',
  eldest: 'old',
  farther: 'far',
  farthest: 'far',
  further: 'far',
  furthest: 'far',
  an: 'a',
}

// What the rules would take for a form of the word on the left and is none.
const OTHER_WORDS: Record<string, string> = {
  be: 'bed',
  bee: 'beed',
  even: 'evening',
  fee: 'feed',
  morn: 'morning',
  new: 'news',
  see: 'seed',
  wee: 'weed',
}

let irregular: Map<string, string[]> | undefined

function irregularForms(word: string): readonly string[] {
  irregular ??= inverted([...exceptions(), ALSO])
  return irregular.get(word) ?? []
}

/** The exception tables of WordNet, 128 KB; the lemmatizer that uses them needs the whole lexicon, 1.7 MB. */
const exceptions = (): Record<string, string>[] => [
  onDemand('wink-lexicon/src/wn-verb-exceptions.js'),
  onDemand('wink-lexicon/src/wn-noun-exceptions.js'),
  onDemand('wink-lexicon/src/wn-adjective-exceptions.js'),
]

function inverted(tables: Record<string, string>[]): Map<string, string[]> {
  const formsByBase = new Map<string, string[]>()
  for (const table of tables) {
    for (const [form, base] of Object.entries(table)) {
      const forms = formsByBase.get(base)
      if (forms) forms.push(form)
      else formsByBase.set(base, [form])
    }
  }
  return formsByBase
}

/**
 * The word itself and every English form of it, whatever its part of speech: plurals, third person, past, participles,
 * comparison. Some are no words ("foots"); nobody writes them. Derived words ("teacher", "happily") are not forms.
 * @param word in lower case.
 */
export function formsOf(word: string): Set<string> {
  const forms = new Set([word, ...irregularForms(word)])
  if (/^[a-z]+$/.test(word) && word.length > 1) {
    for (const form of [...withS(word), ...withVowelEnding(word, 'ed'), ...withVowelEnding(word, 'ing')])
      forms.add(form)
    if (GRADABLE.has(word)) {
      for (const form of [...withVowelEnding(word, 'er'), ...withVowelEnding(word, 'est')]) forms.add(form)
    }
  }
  const other = OTHER_WORDS[word]
  if (other) forms.delete(other)
  return forms
}

function withS(word: string): string[] {
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`]
  if (/(?:s|x|z|ch|sh)$/.test(word)) return [`${word}es`]
  return word.endsWith('o') ? [`${word}s`, `${word}es`] : [`${word}s`]
}

function withVowelEnding(word: string, ending: 'ed' | 'ing' | 'er' | 'est'): string[] {
  if (ending === 'ing' && word.endsWith('ie')) return [`${word.slice(0, -2)}ying`]
  if (word.endsWith('e')) {
    const dropped = word.slice(0, -1) + ending
    return ending === 'ing' ? [dropped, `${word}ing`] : [dropped]
  }
  if (ending !== 'ing' && /[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}i${ending}`]
  const doubled = word + word.at(-1) + ending
  // "hop" gives "hopped" and never "hoped"; of longer words some double and some do not, on either side of the ocean.
  if (!/(?:^|[^aeiou]|qu)[aeiou][bcdfgklmnprstvz]$/.test(word)) return [word + ending]
  const syllables = word.replace(/qu/g, 'q').match(/[aeiouy]+/g)?.length ?? 1
  return syllables === 1 ? [doubled] : [doubled, word + ending]
}
