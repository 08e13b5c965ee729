import { TemplateError } from './errors.ts'
import type { Scope } from './scope.ts'
import { type ParsedTemplate, parseTemplate } from './templates.ts'

/** What stands behind `when`: what Liquid takes between `{% if` and `%}`. */
export interface ParsedCondition {
  /** Entities and stages, as the user wrote them. */
  names: string[]
  /** The template that a condition is, which is `yes` where it holds and else nothing, and its text. */
  template: ParsedTemplate & { text: string }
  /** Throws `TemplateError` if it cannot be told within the limits of a template. */
  holds(values: Scope): boolean
}

/** Throws `TemplateError` if it is not a condition. */
export function parseCondition(text: string): ParsedCondition {
  refuse(text)
  const whole = `{% if ${text} %}yes{% endif %}`
  const template = { ...parseTemplate(whole), text: whole }
  return { names: template.names, template, holds: (values) => template.render(values) === 'yes' }
}

const EXAMPLE = `write it as between {% if and %}, for example "mood == 'sad' and feature contains 'Twist'"`

// Liquid passes over what it does not understand: a condition with a slip in it would be quietly true or false.
function refuse(text: string): void {
  if (/\{[{%]|[%}]\}/.test(text)) throw new TemplateError(`is a template and should be a condition: ${EXAMPLE}`)
  const [, single] = /(?:^|[^=!<>])(===|=|&&|\|\||!)(?!=)/.exec(withoutTexts(text)) ?? []
  if (single !== undefined) throw new TemplateError(`has "${single}": compare with == and !=, join with and, or, not`)
  if (!text.includes('|') && !isWhole(text)) throw new TemplateError(`is not a condition; ${EXAMPLE}`)
}

const withoutTexts = (text: string): string => text.replace(/"[^"]*"|'[^']*'/g, '""')

const OPERAND = String.raw`(?:not\s+)*(?!(?:and|or|not|contains)\b)(?:"[^"]*"|'[^']*'|-?\d+(?:\.\d+)?|[A-Za-z][\w.-]*(?:\[[^\]]*\][\w.-]*)*)`
const OPERATOR = String.raw`\s*(?:==|!=|<>|>=|<=|>|<|\b(?:contains|and|or)\b)\s*`
const WHOLE = new RegExp(`^\\s*${OPERAND}(?:${OPERATOR}${OPERAND})*\\s*$`)

const isWhole = (text: string): boolean => WHOLE.test(text)
