import * as z from 'zod'
import { resolveSchema } from './json-schema.ts'
import { limits } from './limits.ts'
import { Model } from './model-schema.ts'
import { identifier, template } from './text-schema.ts'

export const condition = (what: string) =>
  z
    .string()
    .min(1)
    .max(limits.condition)
    .describe(`${what} As between Liquid's {% if and %}, for example "feature contains 'Twist'".`)

const BESIDE_A_CHECK = ['required', 'when']

const CheckUse = z
  .record(z.string(), z.unknown())
  .refine((use) => Object.keys(use).filter((key) => !BESIDE_A_CHECK.includes(key)).length === 1, {
    message: 'needs the name of exactly one check, and beside it only "required" and "when"',
  })
  .refine((use) => use['required'] === undefined || typeof use['required'] === 'boolean', {
    message: 'should be true or false',
    path: ['required'],
  })
  .refine((use) => use['when'] === undefined || (typeof use['when'] === 'string' && use['when'] !== ''), {
    message: 'should be a condition, as text',
    path: ['when'],
  })
  .describe(
    'The name of a check with its options. With required: false, a fail only warns. With when: a condition, it is left ' +
      'out where that does not hold.',
  )

const Message = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']).describe('Who says it.'),
  content: template('What is said.'),
})

const Messages = z
  .array(Message)
  .min(1, 'is empty; it needs at least one message')
  .max(limits.messages)
  .refine((messages) => messages.at(-1)?.role === 'user', 'should end with a message of the user, who asks')
  .describe('A conversation in place of the prompt, for example with examples of how to answer. The last is the user.')

const score = z.int().min(-1_000).max(1_000)

const Judge = z
  .strictObject({
    of: identifier.describe('The stage whose text is graded.'),
    rubric: template('What makes a text good, and what each score means.'),
    scale: z
      .strictObject({
        min: score.describe('The score of the worst.'),
        max: score.describe('The score of the best.'),
      })
      .refine(({ min, max }) => min < max, 'has a min that is not below its max')
      .optional()
      .describe('Whole numbers. Default 1 to 5.'),
  })
  .describe(
    'In place of a prompt: the model grades the text of another stage by a rubric, in a fixed prompt, and answers with a ' +
      'reason and a score; templates write {{ stage.score }} and {{ stage.reason }}. Its temperature is 0 unless the stage ' +
      'says otherwise.',
  )

/** A JSON Schema, whose own mistakes are told where they are. */
const AnswerSchema = z.record(z.string(), z.unknown()).superRefine((schema, context) => {
  for (const { at, message } of resolveSchema(schema).findings) {
    context.addIssue({ code: 'custom', message, path: [...at] })
  }
})

export const Stage = z
  .strictObject({
    system: template('What the model is told first.').optional(),
    prompt: template('What the model is asked; may name entities and the stages that this one needs.').optional(),
    messages: Messages.optional(),
    judge: Judge.optional(),
    when: condition('The stage is skipped, and its text empty, where this does not hold.').optional(),
    model: Model.optional().describe('Settings that differ from those of the recipe.'),
    schema: AnswerSchema.optional().describe(
      'A JSON Schema of type object: the model answers with JSON that fits it. Templates write {{ stage.field }} for a ' +
        'field and {{ stage }} for its JSON, or for its text where its only field is a text. Where an object says neither ' +
        'required nor additionalProperties, it has all of its properties and no other. Beside many: the schema of each item.',
    ),
    many: z
      .int()
      .min(1)
      .max(limits.items)
      .optional()
      .describe(
        'So many items come of one call: the answer is a JSON array or a list, numbered, with bullets or one a line. ' +
          'Templates loop over {{ stage }}, and checks look at each item.',
      ),
    tries: z.int().min(1).max(10).optional().describe('Calls at most, the first included. Default 3.'),
    checks: z.array(CheckUse).max(limits.checksOfAStage).optional().describe('What the text must satisfy.'),
  })
  .superRefine((stage, context) => {
    const problem = misfit(stage)
    if (problem !== undefined) context.addIssue({ code: 'custom', ...problem })
  })

const ASKS = ['prompt', 'messages', 'judge'] as const

function misfit(stage: Record<string, unknown>): { message: string; path: string[] } | undefined {
  const asks = ASKS.filter((key) => stage[key] !== undefined)
  if (asks.length === 0) return { message: 'needs a "prompt", "messages" or "judge"', path: [] }
  if (asks.length > 1) return { message: `cannot stand beside "${asks[0]}"; a stage has one of them`, path: [asks[1]!] }
  const unfit = ['system', 'schema', 'many'].find((key) => stage[key] !== undefined)
  if (asks[0] === 'judge' && unfit !== undefined) {
    return { message: 'has no place beside "judge", which asks in its own way', path: [unfit] }
  }
  return undefined
}
