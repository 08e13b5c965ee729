import { checks } from '../../shared/checks/registry.ts'
import type { CompiledRecipe } from '../../shared/recipe/compile.ts'
import { entityNeeds } from '../../shared/recipe/entities/needs.ts'
import type { Recipe } from '../../shared/recipe/recipe.ts'
import { survey } from '../../shared/recipe/survey.ts'
import type { Warning } from './check-warnings.ts'

/** What is drawn or paid for and serves nobody, and labels of which no writer is told. */
export function unused(recipe: Recipe, { stages }: CompiledRecipe): Warning[] {
  const { uses, needs } = survey(recipe)
  const namedIn = (where: (at: readonly (string | number)[]) => boolean): Set<string> =>
    new Set(uses.filter(({ at }) => where(at)).flatMap(({ parsed }) => parsed.names))
  const inOutput = namedIn(([part]) => part === 'output')
  const needed = new Set(stages.flatMap(({ name }) => needs.get(name)!))
  const idle = stages
    .filter(({ name }) => !inOutput.has(name) && !needed.has(name) && recipe.output.rows !== name)
    .filter((stage) => !stage.checks.some(({ required }) => required))
    .map(({ name }) => name)
  const inPrompts = namedIn(([part, , field]) => part === 'stages' && field !== 'checks')
  const asked = withWhatTheyFollowFrom(recipe, inPrompts)
  const anywhere = withWhatTheyFollowFrom(recipe, new Set([...inPrompts, ...inOutput, ...inChecks(recipe, namedIn)]))
  const drawn = Object.keys(recipe.entities)
  const nowhere = drawn.filter((name) => !anywhere.has(name))
  const unasked = drawn.filter(
    (name) => anywhere.has(name) && !asked.has(name) && recipe.entities[name]!.kind !== 'compute',
  )
  return [
    ...idle.map(
      (name): Warning => ({
        code: 'unused-stage',
        about: [name],
        message: `stage ${name} is paid for and nobody uses it: no other stage, no label, and no required check`,
      }),
    ),
    ...nowhere.map(
      (name): Warning => ({
        code: 'unused-entity',
        about: [name],
        message: `entity ${name} is drawn and nobody uses it`,
      }),
    ),
    ...unasked.map(
      (name): Warning => ({
        code: 'unasked-entity',
        about: [name],
        message: `no prompt names entity ${name}, so that labels and checks say of a text what its writer was not told`,
      }),
    ),
  ]
}

function inChecks(recipe: Recipe, namedIn: (where: (at: readonly (string | number)[]) => boolean) => Set<string>) {
  const outright = Object.values(recipe.stages).flatMap((stage) =>
    stage.checks.flatMap(({ check, options }) => checks[check]?.names?.(options) ?? []),
  )
  return [...outright, ...namedIn(([part, , field]) => part === 'stages' && field === 'checks')]
}

function withWhatTheyFollowFrom({ entities }: Recipe, names: ReadonlySet<string>): Set<string> {
  const needs = entityNeeds(entities)
  const all = new Set(names)
  for (const name of all) for (const needed of needs.get(name) ?? []) all.add(needed)
  return all
}
