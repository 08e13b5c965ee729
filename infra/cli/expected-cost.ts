import type { Values } from '../../shared/checks/check.ts'
import type { NanoUsd } from '../../shared/cost/money.ts'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import type { Run } from '../../shared/run/run.ts'

/** English text in the tokenizers of today. */
const CHARACTERS_A_TOKEN = 4
/** Models use about half of the output that they may. */
const SHARE_OF_OUTPUT = 0.5
/** Tries again, and rows that are rejected. */
const AGAIN = 1.25

/** About what a run will cost, from its first sample's prompts. Undefined where a price is not known. */
export function expectedCost(run: Pick<Run, 'recipe' | 'seed' | 'count' | 'prices'>): NanoUsd | undefined {
  const { recipe, seed, count, prices } = run
  const values: Values = { ...prepareDraws(recipe, seed).draw(0) }
  let sample = 0
  for (const { name, settings, render } of compileRecipe(recipe).stages) {
    const rates = prices[settings.name]?.tiers.standard
    if (!rates) return undefined
    const output = settings.maxOutputTokens * SHARE_OF_OUTPUT
    const input = render(values).reduce((sum, { content }) => sum + content.length, 0) / CHARACTERS_A_TOKEN
    sample += input * rates.input + output * rates.output
    values[name] = 'word '.repeat(Math.ceil((output * CHARACTERS_A_TOKEN) / 5))
  }
  return Math.round(sample * count * AGAIN)
}
