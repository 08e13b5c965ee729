import type { Recipe } from '../shared/recipe/recipe.ts'

/** A recipe of one stage and a price of $1 and $2 a million tokens, unless changed. */
export const aRecipe = (changes: Partial<Recipe> = {}): Recipe => ({
  name: 'tiny',
  model: {
    name: 'toy',
    maxOutputTokens: 10,
    timeoutSeconds: 60,
    price: { input: 1, output: 2 },
  },
  entities: {
    verb: { kind: 'list', values: ['run', 'jump', 'sing', 'eat'] },
    noun: { kind: 'list', values: ['cat', 'dog', 'bird'] },
  },
  stages: { story: { prompt: 'Use "{{ verb }}" and "{{ noun }}".', tries: 2, checks: [] } },
  output: { text: '{{ story }}', labels: { verb: '{{ verb }}' } },
  ...changes,
})
