import type { Values } from '../checks/check.ts'
import type { ChatMessage, ModelOutcome } from '../ports/model.ts'
import type { CompiledStage } from '../recipe/compile.ts'
import { TemplateError } from '../recipe/errors.ts'
import type { Attempt } from './attempt.ts'
import { conversation, maxTextBytes } from './conversation.ts'
import { isObstacle } from './judge.ts'
import { troublesOf, waitSeconds } from './patience.ts'
import type { Call } from './record.ts'

/** How far a stage came. Names and fields are those of `Made`. */
export type StageEnd =
  | { kind: 'made'; text: string }
  | { kind: 'rejected'; stage: string; reason: string }
  | { kind: 'failed'; stage: string; reason: string }
  | {
      kind: 'hand-on'
      trouble: 'throttled' | 'unknown' | 'unreachable' | 'time'
      delaySeconds: number
      reason: string
    }
  | { kind: 'out-of-bound'; reason: string }
  | { kind: 'blocked'; reason: string }
  /** Another stage ended the attempt, or one that it needs was not made. */
  | { kind: 'stopped' }

/** Calls the model until an answer passes, the tries are used up, or something else ends the attempt. */
export async function makeStage(stage: CompiledStage, values: Values, attempt: Attempt): Promise<StageEnd> {
  for (;;) {
    // Of all attempts so far: who goes on where another handed on has its failed answer and its tries.
    const answers = attempt.calls.filter((call) => call.stage === stage.name && call.outcome === 'answered')
    const last = answers.at(-1)
    if (last && !last.verdicts.some(isObstacle)) return { kind: 'made', text: textOf(last) }
    if (last && answers.length >= stage.tries) return rejected(stage, last, answers.length)
    const prompt = promptOf(stage, values, last)
    if ('refused' in prompt) return prompt.refused
    const called = await attempt.call(stage, answers.length + 1, prompt.messages, values)
    if (called.kind === 'out-of-time') return outOfTime(stage)
    if (called.kind !== 'called') return called
    if (called.outcome.kind !== 'answered') return trouble(stage, called.outcome, attempt)
  }
}

const textOf = ({ completion = '' }: Call): string => completion.trim()

function promptOf(
  stage: CompiledStage,
  values: Values,
  last: Call | undefined,
): { messages: ChatMessage[] } | { refused: StageEnd } {
  const { name, settings } = stage
  try {
    const failed = last && { completion: textOf(last), verdicts: last.verdicts }
    return { messages: conversation(stage.render(values), failed, maxTextBytes(settings)) }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    return { refused: { kind: 'failed', stage: name, reason: `stage ${name}: its prompt ${error.message}` } }
  }
}

function rejected({ name }: CompiledStage, last: Call, tries: number): StageEnd {
  const obstacles = last.verdicts.filter(isObstacle).map(({ check, reason }) => `${check}: ${reason}`)
  const reason = `stage ${name}: ${obstacles.join('; ')} (${tries === 1 ? '1 try' : `${tries} tries`})`
  return { kind: 'rejected', stage: name, reason }
}

const outOfTime = ({ name }: CompiledStage): StageEnd => ({
  kind: 'hand-on',
  trouble: 'time',
  delaySeconds: 0,
  reason: `stage ${name}: too little time is left in this invocation for another call`,
})

function trouble(
  { name }: CompiledStage,
  outcome: Exclude<ModelOutcome, { kind: 'answered' }>,
  { calls, options: { random = Math.random } }: Attempt,
): StageEnd {
  switch (outcome.kind) {
    case 'blocked':
      return { kind: 'blocked', reason: `the endpoint refuses to work: ${outcome.message}` }
    case 'invalid':
      return { kind: 'failed', stage: name, reason: `stage ${name}: the endpoint will not take it: ${outcome.message}` }
    case 'throttled':
    case 'unknown':
    case 'unreachable': {
      const retryAfter = outcome.kind === 'throttled' ? outcome.retryAfterSeconds : undefined
      return {
        kind: 'hand-on',
        trouble: outcome.kind,
        delaySeconds: waitSeconds(troublesOf(name, calls), retryAfter, random),
        reason: `${TROUBLES[outcome.kind]}: ${outcome.message}`,
      }
    }
  }
}

const TROUBLES = {
  throttled: 'the endpoint asks to wait',
  unknown: 'the endpoint did not answer',
  unreachable: 'the endpoint cannot be reached',
}
