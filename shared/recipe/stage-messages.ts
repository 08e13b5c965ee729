import type { ChatMessage } from '../ports/model.ts'
import { textOf } from './answer-value.ts'
import type { Path } from './errors.ts'
import type { Stage } from './recipe.ts'
import type { Scope } from './scope.ts'
import type { ParsedTemplate } from './templates.ts'

/** The templates that the messages of a stage are made of, where they stand in it. */
export function messageTemplates({ system, prompt, messages, judge }: Stage): { at: Path; text: string }[] {
  return [
    ...(system === undefined ? [] : [{ at: ['system'], text: system }]),
    ...(prompt === undefined ? [] : [{ at: ['prompt'], text: prompt }]),
    ...(messages ?? []).map(({ content }, i) => ({ at: ['messages', i, 'content'], text: content })),
    ...(judge === undefined ? [] : [{ at: ['judge', 'rubric'], text: judge.rubric }]),
  ]
}

/** What a stage says to the model, made of the values of one sample. Throws `TemplateError` as templates do. */
export function messagesOf(stage: Stage, parsed: (text: string) => ParsedTemplate): (values: Scope) => ChatMessage[] {
  const { system, prompt, messages = [], judge } = stage
  if (judge !== undefined) return judgesMessages(judge, parsed(judge.rubric))
  const all = [
    ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
    ...(prompt === undefined ? messages : [{ role: 'user' as const, content: prompt }]),
  ].map(({ role, content }) => ({ role, template: parsed(content) }))
  return (values) => all.map(({ role, template }) => ({ role, content: template.render(values) }))
}

const JUDGE =
  'You grade texts. Judge by the rubric alone, strictly and fairly: most texts are not perfect. First say why in one or two ' +
  'sentences, then give the score.'

/** What every judge is asked. Other words would give other scores, so that a change here is one to tell of. */
function judgesMessages({ of, scale }: NonNullable<Stage['judge']>, rubric: ParsedTemplate) {
  const range = `from ${scale.min} (worst) to ${scale.max} (best)`
  const form = `{"reason": "…", "score": a whole number from ${scale.min} to ${scale.max}}`
  return (values: Scope): ChatMessage[] => [
    { role: 'system', content: JUDGE },
    {
      role: 'user',
      content: [
        `Rubric:\n${rubric.render(values).trim()}`,
        `Text:\n<text>\n${textOf(values[of] ?? '')}\n</text>`,
        `Grade the text by the rubric, ${range}. Answer with JSON alone: ${form}`,
      ].join('\n\n'),
    },
  ]
}
