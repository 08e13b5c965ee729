import type { Judgement } from './check.ts'
import { type Flaw, flawsOf } from './flaw.ts'
import { conversationIn, textsInJson } from './matter.ts'

export interface HygieneSubject {
  text: string
  finishReason: string
  /** What the endpoint says the model refused with, where it says so. */
  refusal?: string
  /** Longer than any text within the stage's token limit. */
  maxBytes: number
  /** Names of stages, which a model that echoes its prompt starts with. */
  fields: readonly string[]
  /** The texts in an answer that is not one text, such as the items of a list. Default: the text. */
  parts?: readonly string[]
}

export const HYGIENE = 'hygiene'

/**
 * What no dataset wants, whatever was asked: cut off, empty or refused text, chat around it, leftovers of a template, broken
 * characters. Always on and always required.
 */
export function hygiene(subject: HygieneSubject): Judgement {
  const flaws = [...fromTheEndpoint(subject), ...(subject.text.trim() === '' ? [] : fromTheText(subject))]
  if (flaws.length === 0) return { verdict: 'pass' }
  return {
    verdict: 'fail',
    figure: flaws.map(({ flaw }) => flaw),
    reason: flaws.map(({ reason }) => reason).join('; '),
    advice: flaws.map(({ advice }) => advice).join(' '),
  }
}

/** Each kind of flaw once, however many parts have it. */
function fromTheText({ text, parts = textsInJson(text) ?? [text], fields }: HygieneSubject): Flaw[] {
  // Whoever says "Sure!" in a conversation is one of its speakers.
  const isTalk = conversationIn(parts)
  const all = parts.flatMap((part, i) => {
    if (part.trim() === '') return []
    const where = parts.length > 1 ? `part ${i + 1} ` : ''
    return flawsOf(part, isTalk ? undefined : fields).map((flaw) => ({ ...flaw, reason: `${where}${flaw.reason}` }))
  })
  return [...Map.groupBy(all, ({ flaw }) => flaw).values()].map(([first]) => first!)
}

function fromTheEndpoint({ text, finishReason, refusal, maxBytes }: HygieneSubject): Flaw[] {
  const flaws: Flaw[] = []
  if (refusal) {
    flaws.push({ flaw: 'refusal', reason: 'the model refused', advice: 'Answer with the text that was asked for.' })
  } else if (text.trim() === '') {
    flaws.push({ flaw: 'empty', reason: 'no text came back', advice: 'Answer with the text that was asked for.' })
  }
  if (finishReason === 'length') {
    flaws.push({ flaw: 'cut-off', reason: 'cut off by the token limit', advice: 'Write less, and finish.' })
  }
  if (finishReason === 'content_filter') {
    flaws.push({
      flaw: 'filtered',
      reason: "cut by the endpoint's content filter",
      advice: 'Write something harmless.',
    })
  }
  if (Buffer.byteLength(text) > maxBytes) {
    flaws.push({ flaw: 'too-long', reason: `more than ${maxBytes} bytes`, advice: 'Write less, and finish.' })
  }
  return flaws
}
