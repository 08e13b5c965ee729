import { bullet } from '../bullets.ts'
import type { Chance } from '../chance.ts'
import type { Writer } from '../writer.ts'
import type { Kind } from './kind.ts'
import { WITH_TEXT } from './with-text.ts'
import { WITHOUT_TEXT } from './without-text.ts'

const KINDS: Record<string, Kind> = { ...WITH_TEXT, ...WITHOUT_TEXT }

const ASKED = /^Invent one request that a person might put to an assistant/
const ANSWERER = /^You do what the user asks\b/

/** A request of the kind asked for, as JSON with instruction and input. */
export const request: Writer = ({ prompt }, chance) => {
  const kind = KINDS[/^([\w ]+):/.exec(bullet(prompt, 'Kind of task') ?? '')?.[1] ?? '']
  const subject = bullet(prompt, 'Subject')
  if (!ASKED.test(prompt) || kind === undefined || subject === undefined) return undefined
  const manner = bullet(prompt, 'How it is put') ?? ''
  const [order, question, situation] = kind.asks
  const ask = /question/.test(manner) ? question : /situation|first person/.test(manner) ? situation : order
  const demand = bullet(prompt, 'What it demands of the answer')
  const instruction = filled(ask ?? chance.pick(kind.asks), subject, chance)
  return JSON.stringify({
    instruction: demand === undefined ? instruction : `${instruction} ${demand}`,
    input: kind.input?.(subject, chance) ?? '',
  })
}

const filled = (pattern: string, subject: string, chance: Chance): string =>
  pattern
    .replace('#', () => subject)
    .replace('{n}', () => String(4 + chance.below(45)))
    .replace('{w}', () => String(chance.pick([6, 12, 24, 36, 52])))

/** The answer to a request of one of the kinds, in its own words. */
export const answer: Writer = ({ prompt, system }, chance) => {
  if (!ANSWERER.test(system)) return undefined
  const [instruction = '', ...rest] = prompt.split(/\n\s*\n/)
  for (const { kind, pattern } of READERS) {
    const subject = pattern.exec(instruction)?.groups?.['subject']
    if (subject !== undefined) return kind.answer({ subject, input: rest.join('\n\n'), instruction }, chance)
  }
  return undefined
}

/** The kinds' own ways of asking, read the other way round. */
const READERS = Object.values(KINDS).flatMap((kind) =>
  kind.asks.map((ask) => ({
    kind,
    pattern: new RegExp(
      `^${ask
        .split(/(#|\{\w\})/)
        .map(reader)
        .join('')}`,
    ),
  })),
)

function reader(part: string): string {
  if (part === '#') return '(?<subject>[a-z][a-z -]*?)'
  return part.startsWith('{') ? '\\d+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
