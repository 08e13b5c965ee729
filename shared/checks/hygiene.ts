import type { Judgement } from './check.ts'
import { type Flaw, flawsOf } from './flaw.ts'

export interface HygieneSubject {
  text: string
  finishReason: string
  /** What the endpoint says the model refused with, where it says so. */
  refusal?: string
  /** Longer than any text within the stage's token limit. */
  maxBytes: number
  /** Names of stages, which a model that echoes its prompt starts with. */
  fields: readonly string[]
}

export const HYGIENE = 'hygiene'

/**
 * What no dataset wants, whatever was asked: cut off, empty or refused text, chat around it, leftovers of a template, broken
 * characters. Always on and always required.
 */
export function hygiene(subject: HygieneSubject): Judgement {
  const flaws = [
    ...fromTheEndpoint(subject),
    ...(subject.text.trim() === '' ? [] : flawsOf(subject.text, subject.fields)),
  ]
  if (flaws.length === 0) return { verdict: 'pass' }
  return {
    verdict: 'fail',
    figure: flaws.map(({ flaw }) => flaw),
    reason: flaws.map(({ reason }) => reason).join('; '),
    advice: flaws.map(({ advice }) => advice).join(' '),
  }
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
