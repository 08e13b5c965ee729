import { resolveSchema } from './json-schema.ts'
import type { ModelSettings, Stage } from './recipe.ts'
import type { RecipeFile } from './schema.ts'

type Written = RecipeFile['stages'][string]

export const DEFAULT_SCALE = { min: 1, max: 5 }

/** A stage with every default filled in. `written` has passed the schema of recipes. */
export function resolveStage(written: Written): Stage {
  const { system, prompt, messages, judge, when, model, schema, many, tries = 3, checks = [] } = written
  return {
    ...(system !== undefined && { system }),
    ...(prompt !== undefined && { prompt }),
    ...(messages !== undefined && { messages }),
    ...(judge !== undefined && { judge: { of: judge.of, rubric: judge.rubric, scale: judge.scale ?? DEFAULT_SCALE } }),
    ...(when !== undefined && { when }),
    ...(model !== undefined && { model: given(model) }),
    ...(schema !== undefined && { schema: resolveSchema(schema).schema }),
    ...(many !== undefined && { many }),
    tries,
    checks: checks.map(({ required = true, when: condition, ...use }) => {
      const [[check, options]] = Object.entries(use) as [[string, unknown]]
      return {
        check,
        options,
        required: required as boolean,
        ...(condition !== undefined && { when: condition as string }),
      }
    }),
  }
}

/** A stage as a user could have written it: `resolveStage` makes the same stage of it. */
export const writtenStage = ({ checks, schema, ...stage }: Stage): Written => ({
  ...stage,
  ...(schema !== undefined && { schema: { ...schema } }),
  checks: checks.map(({ check, options, required, when }) => ({
    [check]: options,
    required,
    ...(when !== undefined && { when }),
  })),
})

/** The settings that are there: a missing one is absent, never undefined. */
export const given = (model: Written['model']): Partial<ModelSettings> =>
  Object.fromEntries(Object.entries(model ?? {}).filter(([, value]) => value !== undefined))
