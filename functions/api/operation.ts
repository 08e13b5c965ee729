import type * as z from 'zod'

export type Method = 'GET' | 'POST' | 'DELETE'

export interface Described {
  description: string
  /** Absent: any JSON. */
  schema?: z.ZodType
  /** What its header `location` is. */
  location?: string
}

/** One thing that the API can be asked: what is routed to it, what it is checked by, and what is told of it. */
export interface Operation {
  method: Method
  /** Segments, of which `{id}`, `{name}` and `{version}` stand for what `PARAMETERS` says. */
  path: string
  /** One line, as a title. */
  summary: string
  description?: string
  query?: z.ZodObject
  /** By name, in small letters. */
  headers?: z.ZodObject
  body?: z.ZodType
  /** Whether it may be asked without a body, too. */
  bodyIsOptional?: true
  /** By status. */
  answers: Readonly<Record<number, Described>>
  /** By status, when it answers with a problem; those that follow from path, query and body are added. */
  problems?: Readonly<Record<number, string>>
}
