import * as z from 'zod'
import { limits } from './limits.ts'

/** Words of the template language, and what every JavaScript object already has a meaning for. */
const reserved = new Set([
  ...[
    'true',
    'false',
    'nil',
    'null',
    'empty',
    'blank',
    'and',
    'or',
    'not',
    'contains',
    'in',
    'forloop',
    'tablerowloop',
  ],
  ...Object.getOwnPropertyNames(Object.prototype),
])

/** What an entity, a stage, a label or a field is called. */
export const identifier = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
    'is not a name: letters, digits and underscores, starting with a letter, at most 63',
  )
  .refine((name) => !reserved.has(name), 'is a word of the template language; choose another name')

export const template = (what: string) => z.string().min(1).max(limits.template).describe(`${what} A Liquid template.`)

/** Of a file beside the recipe, or of a built-in one. */
export const filePath = z.string().min(1).max(500)
