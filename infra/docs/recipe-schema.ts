import type * as z from 'zod'
import { checks } from '../../shared/checks/registry.ts'
import { publishedSchema, type SchemaNode } from '../../shared/recipe/published-schema.ts'
import { RecipeFile } from '../../shared/recipe/schema.ts'

/**
 * The JSON Schema of a recipe as a user writes it, checks and their options by name, so that an editor completes them.
 * Draft 7, which editors know best. What a schema cannot say, as that a template names something, `fabula check` tells.
 */
export function recipeJsonSchema(): SchemaNode {
  const whole = written(RecipeFile)
  const stage = whole.properties!['stages']!.additionalProperties as SchemaNode
  const list = stage.properties!['checks']!
  const use = list.items!
  list.items = checkUse(use)
  // What editors would offer for any text at all.
  delete whole.properties!['$schema']!.type
  return { $schema: whole['$schema'], title: 'A recipe of fabula', ...whole }
}

/** The options of a check, by its name. */
export function checkOptions(name: string): SchemaNode {
  const { $schema: _, ...options } = written(checks[name]!.options)
  return options
}

function checkUse({ description }: SchemaNode): SchemaNode {
  const names = Object.keys(checks)
  const named = names.map((name): [string, SchemaNode] => {
    const { description: option, ...schema } = checkOptions(name)
    return [name, { description: [checks[name]!.summary, option].filter(Boolean).join(' '), ...schema }]
  })
  return {
    ...(description !== undefined && { description }),
    type: 'object',
    properties: {
      ...Object.fromEntries(named),
      required: { type: 'boolean', description: 'False: a fail only warns. Default true.' },
      when: {
        type: 'string',
        minLength: 1,
        description: 'A Liquid condition. The check is left out where it does not hold.',
      },
    },
    additionalProperties: false,
    oneOf: names.map((name) => ({ required: [name] })),
  }
}

const written = (schema: z.ZodType): SchemaNode => publishedSchema(schema, { io: 'input', target: 'draft-7' })
