import { anyWordsOf } from '../../checks/wordstream.ts'
import type { Recipe } from '../../recipe/recipe.ts'
import { Counts } from './counts.ts'
import { shareOf } from './figures.ts'
import type { TextMeasures } from './text-measures.ts'

/** A published figure to hold ours against. */
export interface Reference {
  dataset: 'TinyStories' | 'SimpleStories'
  figure: 'phrase' | 'top-phrase' | 'tokens'
  /** The phrase that it is of. */
  words?: string
  /** A share of texts; of `tokens`, the mean. */
  value: number
  /** The same of this dataset; null where there is no text. */
  here: number | null
}

/**
 * As told in the paper on SimpleStories (https://arxiv.org/abs/2504.09184) of both datasets; the mean of tokens is of
 * TinyStories (https://arxiv.org/abs/2305.07759).
 */
const STORIES: readonly Omit<Reference, 'here'>[] = [
  { dataset: 'TinyStories', figure: 'phrase', words: 'once upon a time', value: 0.59 },
  { dataset: 'TinyStories', figure: 'phrase', words: 'there was a little', value: 0.28 },
  { dataset: 'TinyStories', figure: 'phrase', words: 'a little girl named', value: 0.17 },
  { dataset: 'SimpleStories', figure: 'top-phrase', value: 0.075 },
  { dataset: 'TinyStories', figure: 'tokens', value: 194 },
]

/** Those that mean something for such a recipe: of English stories, and of nothing else. */
export function referencesFor(
  recipe: Recipe,
  { isEnglish, tokens, phrases }: Pick<TextMeasures, 'isEnglish' | 'tokens' | 'phrases'>,
  sampled: readonly string[],
): Reference[] {
  if (!isEnglish || !tellsStories(recipe)) return []
  const counts = new Counts()
  for (const text of sampled) {
    const words = ` ${anyWordsOf(text).join(' ')} `
    for (const { words: phrase } of STORIES)
      if (phrase !== undefined && words.includes(` ${phrase} `)) counts.add(phrase)
  }
  return STORIES.map((reference) => {
    if (reference.figure === 'tokens') return { ...reference, here: tokens?.mean ?? null }
    if (reference.figure === 'top-phrase') return { ...reference, here: phrases[0]?.share ?? 0 }
    return { ...reference, here: shareOf(counts.get(reference.words!), sampled.length) }
  })
}

function tellsStories({ output, stages }: Recipe): boolean {
  const named = Object.entries(stages).filter(([name]) => output.text.includes(name))
  return named.some(([name, { prompt = '', system = '', messages = [] }]) =>
    /\bstor(?:y|ies)\b/i.test([name, prompt, system, ...messages.map(({ content }) => content)].join(' ')),
  )
}
