import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { builtInFiles } from '../../shared/recipe/library.ts'
import { parseRecipe } from '../../shared/recipe/parse.ts'

const written = (name: string) =>
  readFileSync(new URL(`../../shared/recipe/built-in/${name}.yaml`, import.meta.url), 'utf8')

/** The recipe with the # taken away from the lines of that stage. */
function withJudge(name: string, stage: string): string {
  const lines = written(name).split('\n')
  const from = lines.indexOf(`  # ${stage}:`)
  const to = lines.indexOf('output:')
  return lines.map((line, i) => (i >= from && i < to ? line.replace(/^ {2}# /, '  ') : line)).join('\n')
}

describe('the judge that a recipe brings as a comment', () => {
  it.each([
    ['story-features', 'labels_hold', 'story'],
    ['sentiment', 'label_holds', 'review'],
    ['legal-clauses', 'type_holds', 'text'],
  ])('is a stage of %s once the # is taken away', (name, stage, judged) => {
    const recipe = compileRecipe(parseRecipe(withJudge(name, stage), builtInFiles))

    expect(recipe.stages.map((each) => each.name)).toEqual([judged, stage])
    expect(recipe.stages[1]!.form.kind).toBe('judge')
  })

  it.each(['story-features', 'sentiment', 'legal-clauses'])('costs nothing in %s as it comes', (name) => {
    expect(compileRecipe(parseRecipe(written(name), builtInFiles)).stages).toHaveLength(1)
  })
})
