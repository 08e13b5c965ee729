import type { ChatMessage } from '../ports/model.ts'
import type { ModelSettings } from '../recipe/recipe.ts'
import type { Verdict } from './record.ts'

/** Long words included, text has fewer bytes a token than this (English has 4 to 5); what has more is no text. */
const BYTES_PER_TOKEN = 8

/** Of what a model is told of its failed answer. */
export const MAX_ADVICE_BYTES = 2_000

/** The most bytes that a text of a stage may have. Bounds are computed from it, so that longer text is rejected. */
export const maxTextBytes = ({ maxOutputTokens }: Pick<ModelSettings, 'maxOutputTokens'>): number =>
  maxOutputTokens * BYTES_PER_TOKEN

/** The prompt, and where an answer failed, that answer and what to do better. */
export function conversation(
  prompt: readonly ChatMessage[],
  failed: { completion: string; verdicts: readonly Verdict[] } | undefined,
  maxBytes: number,
): ChatMessage[] {
  const completion = cut(failed?.completion.trim() ?? '', maxBytes)
  // Servers refuse an empty answer, and some refuse two messages of the user in a row: ask once more as at first.
  if (!failed || completion === '') return [...prompt]
  const advice = failed.verdicts.flatMap(({ verdict, advice }) => (verdict === 'fail' && advice ? [`- ${advice}`] : []))
  const words = ['This is not right yet:', ...new Set(advice), 'Write it again, whole, and answer with it alone.'].join(
    '\n',
  )
  return [
    ...prompt,
    { role: 'assistant', content: completion },
    { role: 'user', content: cut(words, MAX_ADVICE_BYTES) },
  ]
}

/** The beginning of a text, so many bytes at most and no character cut in two. */
function cut(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= maxBytes) return text
  let end = maxBytes
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end -= 1
  return bytes.subarray(0, end).toString()
}
