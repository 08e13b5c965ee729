import type { Chance } from './chance.ts'
import type { Completion } from './completion.ts'
import { countTokens, firstTokens } from './tokens.ts'

/** As if the output limit had been half of what the text needs. */
export const cutOff = (completion: Completion): Completion =>
  said(completion, firstTokens(textOf(completion), Math.floor(countTokens(textOf(completion)) / 2)), 'length')

/** Cut in the middle and said to be whole, words instead of JSON, or JSON that nobody asked for. */
export function notTheJson(completion: Completion, chance: Chance): Completion {
  const text = textOf(completion)
  const spoiled = [
    text.slice(0, Math.max(1, Math.floor(text.length / 2))),
    'I am afraid that I cannot put this into the form that you want.',
    JSON.stringify([{ unexpected: true }]),
  ]
  return said(completion, chance.pick(spoiled), 'stop')
}

const textOf = ({ choices }: Completion): string => choices[0]!.message.content

function said(completion: Completion, content: string, finish_reason: 'length' | 'stop'): Completion {
  const [choice] = completion.choices
  const { prompt_tokens, ...usage } = completion.usage
  const completion_tokens = countTokens(content)
  return {
    ...completion,
    choices: [{ ...choice!, message: { ...choice!.message, content }, finish_reason }],
    usage: { ...usage, prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  }
}
