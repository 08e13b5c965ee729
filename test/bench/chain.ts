import { resolveRecipe } from '../../shared/recipe/parse.ts'

/** Three calls a sample, each needing the one before: nothing can be made side by side within a sample. */
export const CALLS_A_SAMPLE = 3

const ADJECTIVES = 'small green quiet old brave soft tall cold funny warm'.split(' ')
const NOUNS = 'boat tree lamp fox road cake bird stone house river'.split(' ')

/** What is written of it does not matter here; that it is a recipe like any other does. */
export const chain = resolveRecipe({
  name: 'chain',
  model: { name: 'gpt-6-luna', maxOutputTokens: 100 },
  entities: { adjective: ADJECTIVES, noun: NOUNS, number: { range: { from: 1, to: 1_000_000 } } },
  stages: {
    one: { prompt: 'Write one sentence with "{{ adjective }}" and "{{ noun }}", number {{ number }}.' },
    two: { prompt: 'Here is a sentence: {{ one }} Write another sentence.' },
    three: { prompt: 'Here are two sentences: {{ one }} {{ two }} Write a third sentence.' },
  },
  output: { text: '{{ three }}' },
})

/** Samples a second in the middle half of a run, which neither start nor end slow down. `ends`: milliseconds, any order. */
export function throughput(ends: readonly number[]): number {
  const sorted = [...ends].sort((a, b) => a - b)
  const [from, to] = [Math.floor(sorted.length / 4), Math.floor((3 * sorted.length) / 4)]
  return ((to - from) * 1_000) / (sorted[to]! - sorted[from]!)
}
