import type { Values } from '../checks/check.ts'
import type { ChatMessage, ModelOutcome } from '../ports/model.ts'
import type { Later } from '../ports/turns.ts'
import type { CompiledStage } from '../recipe/compile.ts'
import { TemplateError } from '../recipe/errors.ts'
import { readAnswer } from './answer.ts'
import type { Attempt } from './attempt.ts'
import { conversation, maxTextBytes } from './conversation.ts'
import { isFinal, isObstacle } from './judge.ts'
import { troublesOf, waitSeconds } from './patience.ts'
import type { Call } from './record.ts'

/** What keeps a sample waiting. `time` is no trouble of the endpoint, `pace` none that is new. */
export type Trouble = 'throttled' | 'unknown' | 'unreachable' | 'time' | 'pace'

/** How far a stage came. Names and fields are those of `Made`. */
export type StageEnd =
  /** `text`: as it is stored; empty where the stage was skipped. */
  | { kind: 'made'; text: string }
  | { kind: 'rejected'; stage: string; reason: string }
  | { kind: 'failed'; stage: string; reason: string }
  | { kind: 'hand-on'; trouble: Trouble; delaySeconds: number; reason: string }
  | { kind: 'out-of-bound'; reason: string }
  | { kind: 'blocked'; reason: string }
  /** Another stage ended the attempt, or one that it needs was not made. */
  | { kind: 'stopped' }

/** Calls the model until an answer passes, the tries are used up, or something else ends the attempt. */
export async function makeStage(stage: CompiledStage, values: Values, attempt: Attempt): Promise<StageEnd> {
  const skipped = skips(stage, values)
  if (skipped !== undefined) return skipped
  for (;;) {
    // Of all attempts so far: who goes on where another handed on has its failed answer and its tries.
    const answers = attempt.calls
      .slice(attempt.earlier)
      .filter((call) => call.stage === stage.name && call.outcome === 'answered')
    const last = answers.at(-1)
    if (last && !last.verdicts.some(isObstacle)) {
      return { kind: 'made', text: readAnswer(last.completion ?? '', stage).text }
    }
    if (last && (answers.length >= stage.tries || last.verdicts.some(isFinal)))
      return rejected(stage, last, answers.length)
    const prompt = promptOf(stage, values, last)
    if ('refused' in prompt) return prompt.refused
    const called = await attempt.call(stage, answers.length + 1, prompt.messages, values)
    if (called.kind === 'out-of-time') return outOfTime(stage)
    if (called.kind === 'not-its-turn') return notItsTurn(stage, called, attempt)
    if (called.kind !== 'called') return called
    if (called.outcome.kind !== 'answered') return trouble(stage, called.outcome, attempt)
  }
}

function skips(stage: CompiledStage, values: Values): StageEnd | undefined {
  const applies = rendered(stage, 'its condition', () => stage.applies(values))
  if (typeof applies === 'object') return applies
  return applies ? undefined : { kind: 'made', text: '' }
}

function promptOf(
  stage: CompiledStage,
  values: Values,
  last: Call | undefined,
): { messages: ChatMessage[] } | { refused: StageEnd } {
  const failed = last && { completion: last.completion?.trim() ?? '', verdicts: last.verdicts }
  const prompt = rendered(stage, 'its prompt', () => stage.render(values))
  if (!Array.isArray(prompt)) return { refused: prompt }
  return { messages: conversation(prompt, failed, maxTextBytes(stage.settings)) }
}

function rendered<T>({ name }: CompiledStage, what: string, render: () => T): T | StageEnd {
  try {
    return render()
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    return { kind: 'failed', stage: name, reason: `stage ${name}: ${what} ${error.message}` }
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

function notItsTurn({ name }: CompiledStage, { later, isAsked }: Later, { options }: Attempt): StageEnd {
  const { random = Math.random } = options
  return {
    kind: 'hand-on',
    trouble: isAsked ? 'throttled' : 'pace',
    delaySeconds: waitSeconds(0, later, random),
    reason: isAsked
      ? `${TROUBLES.throttled}: nothing before ${Math.ceil(later)} s have passed`
      : `stage ${name}: what the endpoint lets through is taken for ${Math.ceil(later)} s`,
  }
}

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
