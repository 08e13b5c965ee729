import type { Chance } from './chance.ts'
import type { Turn } from './chat-request.ts'

/** One prompt of a user, with what stands around it. */
export interface Asked {
  prompt: string
  /** The system's messages, joined. */
  system: string
  /** What users said after it: advice about an answer that was not good enough. Empty at first. */
  advice: string
}

/**
 * A part of the grammar for prompts of one family: the text for a prompt that is of it, undefined for any other. Where
 * the prompt wants JSON, the text is JSON.
 */
export type Writer = (asked: Asked, chance: Chance) => string | undefined

/** The text by the first writer that knows one of the users' prompts, the latest first. */
export function written(turns: readonly Turn[], writers: readonly Writer[], chance: Chance): string | undefined {
  const asked = turns.filter(({ role }) => role === 'user').map(({ text }) => text)
  const around = turns.filter(({ role }) => role === 'system' || role === 'developer').map(({ text }) => text)
  for (let at = asked.length - 1; at >= 0; at--) {
    const one = { prompt: asked[at]!, system: around.join('\n'), advice: asked.slice(at + 1).join('\n') }
    for (const writer of writers) {
      const text = writer(one, chance)
      if (text !== undefined) return text
    }
  }
  return undefined
}
