import type { Judgement, Values } from '../checks/check.ts'
import { HYGIENE, hygiene } from '../checks/hygiene.ts'
import { checks } from '../checks/registry.ts'
import type { ModelOutcome } from '../ports/model.ts'
import type { CompiledRecipe, CompiledStage } from '../recipe/compile.ts'
import type { Entity, Value } from '../recipe/recipe.ts'
import { readAnswer } from './answer.ts'
import { maxTextBytes } from './conversation.ts'
import type { Verdict } from './record.ts'
import { together } from './together.ts'

type Answer = Extract<ModelOutcome, { kind: 'answered' }>

/**
 * What every check of the stage says of an answer, hygiene first, then whether it has the form that was asked for. Where
 * no text came, or none that can be read, nothing else is asked. Of several items each is looked at.
 */
export function judge(answer: Answer, stage: CompiledStage, values: Values, recipe: CompiledRecipe): Verdict[] {
  const text = answer.text.trim()
  const { subjects, parts, form } = readAnswer(answer.text, stage)
  const cleanliness = hygiene({
    text,
    finishReason: answer.finishReason,
    ...(answer.refusal !== undefined && { refusal: answer.refusal }),
    maxBytes: maxTextBytes(stage.settings),
    fields: recipe.stages.map(({ name }) => name),
    ...(parts !== undefined && { parts }),
  })
  const first = verdict(stage, HYGIENE, true, cleanliness)
  if (text === '') return [first]
  const whole = {
    values,
    finishReason: answer.finishReason,
    render: (template: string) => recipe.render(template, values),
    valuesOf: (entity: string) => valuesOf(recipe.recipe.entities[entity]),
  }
  return [
    first,
    ...(form === undefined ? [] : [verdict(stage, form.check, true, form.judgement)]),
    ...(subjects.length === 0 ? [] : stage.checks).flatMap((use) => {
      const judged = judgement(() => {
        if (!use.applies(values)) return undefined
        const all = subjects.map((subject) => checks[use.check]!.judge({ ...whole, text: subject }, use.options))
        return stage.form.kind === 'many' ? together(all) : all[0]
      })
      return judged === undefined ? [] : [verdict(stage, use.check, use.required, judged)]
    }),
  ]
}

/** What a sample is rejected for. */
export const isObstacle = ({ verdict, required }: Verdict): boolean => verdict === 'fail' && required

/** Of which another try of the stage would mend nothing. */
export const isFinal = (verdict: Verdict): boolean => isObstacle(verdict) && checks[verdict.check]?.final === true

// A check that cannot be made, as when its template passes a limit, vouches for nothing.
function judgement<T extends Judgement | undefined>(judged: () => T): T | Judgement {
  try {
    return judged()
  } catch (error) {
    const reason = `could not be checked: ${error instanceof Error ? error.message : String(error)}`
    return { verdict: 'fail', reason, advice: '' }
  }
}

function verdict({ name }: CompiledStage, check: string, required: boolean, judged: Judgement): Verdict {
  const { figure } = judged
  return {
    stage: name,
    check,
    verdict: judged.verdict,
    required,
    ...(figure !== undefined && { figure }),
    ...('reason' in judged && { reason: judged.reason }),
    ...('advice' in judged && judged.advice !== '' && { advice: judged.advice }),
  }
}

/** Everything that an entity can be, where that is a list. */
function valuesOf(entity: Entity | undefined): readonly Value[] | undefined {
  switch (entity?.kind) {
    case 'list':
      return entity.values
    case 'documents':
      return entity.stored === undefined ? entity.rows : undefined
    case 'dependent':
      return Object.values(entity.values).flat()
    default:
      return undefined
  }
}
