import { bullet, wordsWanted } from '../bullets.ts'
import type { Chance } from '../chance.ts'
import { fitted, shuffled, wordCount } from '../fitting.ts'
import type { Writer } from '../writer.ts'
import type { ClauseKind } from './clause-kind.ts'
import { COURSE } from './course.ts'
import { DEALINGS } from './dealings.ts'
import { archaic, begun, STARTS, TAILS } from './register.ts'
import { RISK } from './risk.ts'

const KINDS: Record<string, ClauseKind> = { ...RISK, ...COURSE, ...DEALINGS }

const ASKED = /one clause of a contract[^\n]*? between the ([\w -]+?) and the ([\w -]+?)\./i

/** A clause of the type asked for, in plain or in old language, as a paragraph or two or as lettered items. */
export const clause: Writer = ({ prompt }, chance) => {
  const [, first, second] = ASKED.exec(prompt) ?? []
  const kind = KINDS[/^([\w -]+)/.exec(bullet(prompt, 'Type') ?? '')?.[1]?.replace(/ which$/, '') ?? '']
  if (first === undefined || second === undefined || kind === undefined) return undefined
  const favors = bullet(prompt, 'Drafted in favor of') ?? ''
  const swapped = favors.includes(second) || (!favors.includes(first) && chance.happens(0.5))
  const [favored, other] = swapped ? [second, first] : [first, second]
  const register = /hereby|herein/.test(bullet(prompt, 'Language') ?? '') ? 'archaic' : 'plain'
  const form = bullet(prompt, 'Form') ?? ''
  const slots: Record<string, string> = {
    F: favored,
    O: other,
    T: bullet(prompt, 'Where a period of time is needed') ?? '30 days',
    K: bullet(prompt, 'Business') ?? 'trade',
    L: /law of (.+?) in mind/.exec(prompt)?.[1] ?? 'this country',
  }
  const put = (pattern: string) => pattern.replace(/\{(\w)\}/g, (_, slot: string) => slots[slot]!)
  const text = form.includes('(a)') ? lettered(kind, register, chance) : running(kind, register, form, chance)
  return put(text)
}

type Register = keyof typeof STARTS

/** Slots count as a word or so: the range leaves room for that. */
function running(kind: ClauseKind, register: Register, form: string, chance: Chance): string {
  const length = wordsWanted(form) ?? { min: 60, max: 115 }
  const style = (sentence: string) => (register === 'archaic' ? archaic(sentence) : sentence)
  const sentences = shuffled(kind.sentences, chance).map(style)
  if (length.max <= 60) return begunAlways(sentences, register, chance)
  const [opening = '', ...rest] = sentences
  const tails = shuffled(TAILS, chance).map(style)
  const start = begun(opening, register, chance)
  const lines = fitted([start, ...rest.slice(0, 1)], [...rest.slice(1), ...tails], undefined, length)
  const whole = marked(lines, register)
  if (!form.includes('two paragraphs')) return whole.join(' ')
  const half = Math.ceil(whole.length / 2)
  return `${whole.slice(0, half).join(' ')}\n\n${whole.slice(half).join(' ')}`
}

const OLD = /\b(?:here(?:by|in|of|to|under)|thereof|therefrom|thereunder|aforesaid|notwithstanding|forthwith)\b/i

function begunAlways(sentences: readonly string[], register: Register, chance: Chance): string {
  const startable = sentences.find((sentence) => begun(sentence, register, chance) !== sentence) ?? sentences[0]!
  if (register === 'plain' && wordCount(startable) >= 25 && chance.happens(0.5)) return startable
  return begun(startable, register, chance)
}

/** A text in the old style has at least one word of it. */
function marked(lines: readonly string[], register: Register): string[] {
  if (register === 'plain' || lines.some((line) => OLD.test(line))) return [...lines]
  return [...lines, 'The parties hereto have set their hands to this in full knowledge thereof.']
}

function lettered(kind: ClauseKind, register: Register, chance: Chance): string {
  const style = (text: string) => (register === 'archaic' ? archaic(text) : text)
  const start = register === 'archaic' || chance.happens(0.3) ? chance.pick(STARTS[register]) : ''
  const lead = style(kind.lead)
  const head = start === '' ? lead : `${start}${lead.charAt(0).toLowerCase()}${lead.slice(1)}`
  const items = shuffled(kind.items, chance).slice(0, 3).map(style)
  const lines = items.map((item, i) => `(${'abc'[i]}) ${item}${['; ', '; and', '.'][i]!.trimEnd()}`)
  return `${head}\n${lines.join('\n')}`
}
