import { bullet, listed, wordsWanted } from '../bullets.ts'
import type { Chance } from '../chance.ts'
import { article } from '../english/noun.ts'
import { fitted, shuffled } from '../fitting.ts'
import { capitalized } from '../story/fill.ts'
import type { Writer } from '../writer.ts'
import { OPENINGS, relationOf } from './openings.ts'
import { ASPECTS, CLOSINGS, DETAILS, type Label, REASONS, SINGLE } from './verdicts.ts'

const ASKED = /\breview\b[^\n]*sentiment "(positive|negative|neutral)"/i
const ANY_LENGTH = { min: 40, max: 90 }

/** A customer's review: an opening, the reason, a word on each aspect, details of the same leaning, and a close. */
export const review: Writer = ({ prompt }, chance) => {
  const label = ASKED.exec(prompt)?.[1] as Label | undefined
  const product = bullet(prompt, 'Product')
  if (label === undefined || product === undefined) return undefined
  const [, name = product, category = ''] = /^(.*?)\s*(?:\(([^)]*)\))?$/.exec(product) ?? []
  const reason = bullet(prompt, 'What happened') ?? 'it is what it is'
  const asked = bullet(prompt, 'Length') ?? ''
  const length = wordsWanted(asked) ?? ANY_LENGTH
  if (length.max <= 30) return put(chance.pick(SINGLE[label]), name).replace('@', () => reason)
  const opening = put(chance.pick(OPENINGS[relationOf(category)]), name)
  const because = chance.pick(REASONS).replace('#', () => reason)
  const aspects = listed(bullet(prompt, 'What it speaks about') ?? '')
  const views = shuffled(ASPECTS[label], chance).slice(0, aspects.length)
  const said = aspects.map((aspect, i) => about(views[i % views.length]!, aspect))
  const details = shuffled(DETAILS[label], chance)
  const lines = fitted([opening, because, ...said], details, chance.pick(CLOSINGS[label]), length)
  return /2 paragraphs/.test(asked) ? inTwo(lines, chance) : lines.join(' ')
}

function put(pattern: string, name: string): string {
  const plural = /[^s]s$/.test(name.split(/ (?:about|of|with|to|for|near) /)[0]!)
  const form = plural ? forMany(pattern) : pattern.replace(/\ba #/, `${article(name)} #`)
  return form.replace('#', () => name)
}

const forMany = (pattern: string): string =>
  pattern
    .replace(/\ba #/, 'some #')
    .replace('# is the one', '# are the ones')
    .replace('# is', '# are')
    .replace('# has', '# have')
    .replace('# was', '# were')

function about(pattern: string, aspect: string): string {
  const plural = /^the (?:\w+ )?\w+[^s]s$/.test(aspect) || aspect === 'the staff'
  return capitalized(pattern.replace('#', () => aspect).replace('@', plural ? 'are' : 'is'))
}

function inTwo(lines: readonly string[], chance: Chance): string {
  const half = Math.max(1, Math.min(lines.length - 1, Math.floor(lines.length / 2) + chance.below(2)))
  return `${lines.slice(0, half).join(' ')}\n\n${lines.slice(half).join(' ')}`
}
