import type { z } from 'zod'
import type { Path } from './errors.ts'
import { suggestion } from './nearest.ts'

/** A problem whose place in the text is not looked up yet. */
export interface Finding {
  at: Path
  message: string
}

/** What `value` is missing to be what `schema` wants, in words for people. Empty if it is all right. */
export function findings(schema: z.ZodType, value: unknown): Finding[] {
  const parsed = schema.safeParse(value, { reportInput: true })
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => explain(issue as Issue, schema))
}

type Issue = z.core.$ZodIssue

function explain(issue: Issue, schema: z.ZodType): Finding[] {
  const at = issue.path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment))
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = fieldsAt(schema, at)
      return issue.keys.map((key) => ({ at: [...at, key], message: `is not a field here${suggestion(key, known)}` }))
    }
    case 'invalid_key':
      return [{ at, message: issue.issues[0]?.message ?? 'is not a name' }]
    case 'invalid_union':
      return explainUnion(issue, at, schema)
    case 'invalid_type':
      return [{ at, message: explainType([issue.expected], issue.input) }]
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int') {
        return [
          { at, message: `is ${issue.input}, should be ${issue.inclusive ? 'at least' : 'above'} ${issue.minimum}` },
        ]
      }
      return [{ at, message: issue.message.startsWith('is ') ? issue.message : 'is empty' }]
    case 'too_big': {
      const most = issue.maximum.toLocaleString('en-US')
      if (issue.origin === 'number' || issue.origin === 'int') {
        return [{ at, message: `is ${issue.input}, should be at most ${most}` }]
      }
      const unit = issue.origin === 'string' ? 'characters' : 'values'
      return [{ at, message: `has ${lengthOf(issue.input)} ${unit}, should have at most ${most}` }]
    }
    case 'invalid_value':
      return [{ at, message: `should be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}` }]
    default:
      return [{ at, message: issue.message.replace(/^Invalid input: /, '') }]
  }
}

/** Of the kinds that a value may be, the one that it looks like is explained, and the others are not mentioned. */
function explainUnion(issue: Extract<Issue, { code: 'invalid_union' }>, at: Path, schema: z.ZodType): Finding[] {
  const wrongKind = (branch: readonly Issue[]) =>
    branch.some((each) => each.code === 'invalid_type' && each.path.length === 0 && !isNumberKind(each))
  const looksLike = issue.errors.find((branch) => !wrongKind(branch as Issue[]))
  if (looksLike !== undefined) {
    return looksLike.flatMap((each) => explain({ ...each, path: [...at, ...each.path] } as Issue, schema))
  }
  const expected = issue.errors.flat().map((each) => (each.code === 'invalid_type' ? each.expected : each.code))
  return [{ at, message: explainType(expected, issue.input) }]
}

/** A number, but not a whole or a finite one. */
const isNumberKind = (issue: Issue) =>
  issue.code === 'invalid_type' && ['int', 'number'].includes(issue.expected) && typeof issue.input === 'number'

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

function explainType(expected: readonly string[], input: unknown): string {
  if (input === undefined) return 'is missing'
  const wanted = [...new Set(expected.map((kind) => kinds[kind] ?? kind))].join(' or ')
  if (input === null) return `is empty, should be ${wanted}`
  const unquoted = typeof input === 'object' && Object.keys(input)[0]?.startsWith('{')
  return `should be ${wanted}, not ${kindOf(input)}${unquoted ? '; a value that starts with {{ needs quotation marks around it' : ''}`
}

function kindOf(input: unknown): string {
  if (Array.isArray(input)) return 'a list'
  if (typeof input === 'number') return String(input)
  return kinds[typeof input] ?? typeof input
}

const lengthOf = (input: unknown): string =>
  (typeof input === 'string' || Array.isArray(input) ? input.length : Number.NaN).toLocaleString('en-US')

/** The fields that a schema has at a path: what an unknown one may have been meant to be. */
function fieldsAt(schema: z.ZodType, path: Path): string[] {
  return reach([schema], path).flatMap((each) => (each.def.type === 'object' ? Object.keys(shapeOf(each)) : []))
}

function reach(schemas: readonly z.ZodType[], path: Path): z.ZodType[] {
  const here = schemas.flatMap(unwrapped)
  const [segment, ...rest] = path
  if (segment === undefined) return here
  return reach(
    here.flatMap((each) => below(each, segment)),
    rest,
  )
}

type Definition = { innerType?: z.ZodType; options?: z.ZodType[]; valueType?: z.ZodType; element?: z.ZodType }

function unwrapped(schema: z.ZodType): z.ZodType[] {
  const { innerType, options } = schema.def as Definition
  if (innerType !== undefined) return unwrapped(innerType)
  return options === undefined ? [schema] : options.flatMap(unwrapped)
}

function below(schema: z.ZodType, segment: string | number): z.ZodType[] {
  const { valueType, element } = schema.def as Definition
  const next = schema.def.type === 'object' ? shapeOf(schema)[segment] : (valueType ?? element)
  return next === undefined ? [] : [next]
}

const shapeOf = (schema: z.ZodType) => (schema as z.ZodObject).shape as Record<string, z.ZodType>
