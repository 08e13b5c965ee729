import { z } from 'zod'

/** What a statement did one of the times that it ran. */
const run = z.object({
  printed: z.string(),
  /** As Python writes it. Of an assignment what was assigned. */
  value: z.string().optional(),
  /** All that was printed up to here. */
  so_far: z.string().optional(),
})

/** A comment that may say what comes out. */
const note = z.object({
  /** Behind the statement in its line, or in lines of its own below it. */
  kind: z.enum(['behind', 'below']),
  block: z.number(),
  line: z.number(),
  comment: z.string(),
  statement: z.enum(['print', 'expression', 'assignment', 'other']),
  runs: z.array(run),
})

const told = z.object({
  end: z.enum(['done', 'raised', 'output', 'ends', 'endless', 'memory', 'broken']),
  /** Of the part that was run last, from 0. */
  at: z.number().default(0),
  type: z.string().optional(),
  message: z.string().optional(),
  line: z.number().nullish(),
  /** The module that is not there. */
  module: z.string().optional(),
  /** Whether that module would lead out of Python. */
  host: z.boolean().optional(),
  assert: z.string().nullish(),
  left: z.string().optional(),
  /** Examples in docstrings and sessions. */
  examples: z.number().default(0),
  wrong: z.array(z.object({ source: z.string(), expected: z.string(), got: z.string() })).default([]),
  printed: z.number().default(0),
  notes: z.array(note).default([]),
  /** False where the interpreter must not be used for another row. */
  again: z.boolean().default(true),
})

export type Told = z.output<typeof told>
export type Note = z.output<typeof note>

/** What an interpreter said. It ran code of strangers, so that what it says may be anything: then it is broken. */
export function toldBy(answer: unknown): Told {
  const { success, data } = told.safeParse(answer)
  return success ? data : { ...told.parse({ end: 'broken' }), again: false }
}
