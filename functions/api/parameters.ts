import * as z from 'zod'

/** What stands in braces in paths. Each becomes part of keys of the store: nothing that could lead elsewhere, or be too long for one. */
export const PARAMETERS = {
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/)
    .describe('Id of a run.'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
    .describe('Name of a recipe, which is that of its dataset, too.'),
  version: z
    .string()
    .regex(/^(latest|[A-Za-z0-9][A-Za-z0-9-]{0,99}\.[1-9]\d{0,8})$/)
    .describe('Version of a dataset: the run that made it and the number of the entry that closed it. Or `latest`.'),
} as const

export type ParameterName = keyof typeof PARAMETERS

/** Those of one path; a path that has none of that name gives an empty text. */
export type Parameters = Readonly<Record<ParameterName, string>>

/** The parameters of a path that is of the pattern; undefined where it is not. */
export function parametersIn(pattern: string, path: string): Parameters | undefined {
  const wanted = pattern.split('/')
  const given = path.replace(/(?<=.)\/$/, '').split('/')
  if (wanted.length !== given.length) return undefined
  const found = { id: '', name: '', version: '' }
  for (const [n, segment] of wanted.entries()) {
    const name = namedBy(segment)
    if (name === undefined && segment !== given[n]) return undefined
    if (name === undefined) continue
    if (!PARAMETERS[name].safeParse(given[n]).success) return undefined
    found[name] = given[n]!
  }
  return found
}

/** The parameter that a segment such as `{id}` stands for. */
export function namedBy(segment: string): ParameterName | undefined {
  const name = /^\{(\w+)\}$/.exec(segment)?.[1]
  return name !== undefined && name in PARAMETERS ? (name as ParameterName) : undefined
}
