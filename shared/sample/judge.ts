import type { Judgement, Values } from '../checks/check.ts'
import { HYGIENE, hygiene } from '../checks/hygiene.ts'
import { checks } from '../checks/registry.ts'
import type { ModelOutcome } from '../ports/model.ts'
import type { CompiledRecipe, CompiledStage } from '../recipe/compile.ts'
import { maxTextBytes } from './conversation.ts'
import type { Verdict } from './record.ts'

type Answer = Extract<ModelOutcome, { kind: 'answered' }>

/** What every check of the stage says of an answer, hygiene first. Where no text came, nothing else is asked. */
export function judge(answer: Answer, stage: CompiledStage, values: Values, recipe: CompiledRecipe): Verdict[] {
  const text = answer.text.trim()
  const cleanliness = hygiene({
    text,
    finishReason: answer.finishReason,
    ...(answer.refusal !== undefined && { refusal: answer.refusal }),
    maxBytes: maxTextBytes(stage.settings),
    fields: recipe.stages.map(({ name }) => name),
  })
  const first = verdict(HYGIENE, true, cleanliness)
  if (text === '') return [first]
  const subject = {
    text,
    values,
    finishReason: answer.finishReason,
    render: (template: string) => recipe.render(template, values),
  }
  return [
    first,
    ...stage.checks.map(({ check, options, required }) =>
      verdict(
        check,
        required,
        judgement(() => checks[check]!.judge(subject, options)),
      ),
    ),
  ]
}

/** What a sample is rejected for. */
export const isObstacle = ({ verdict, required }: Verdict): boolean => verdict === 'fail' && required

// A check that cannot be made, as when its template passes a limit, vouches for nothing.
function judgement(judged: () => Judgement): Judgement {
  try {
    return judged()
  } catch (error) {
    const reason = `could not be checked: ${error instanceof Error ? error.message : String(error)}`
    return { verdict: 'fail', reason, advice: '' }
  }
}

function verdict(check: string, required: boolean, judged: Judgement): Verdict {
  const { figure } = judged
  return {
    check,
    verdict: judged.verdict,
    required,
    ...(figure !== undefined && { figure }),
    ...('reason' in judged && { reason: judged.reason }),
    ...('advice' in judged && judged.advice !== '' && { advice: judged.advice }),
  }
}
