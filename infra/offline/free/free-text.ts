import type { Chance } from '../chance.ts'
import { capitalized } from '../story/fill.ts'
import { arrange } from '../story/paragraphs.ts'
import { countTokens } from '../tokens.ts'
import { ABOUT, MENTIONS, QUESTIONS, THINGS } from './sentences.ts'
import { readWish, type Wish } from './wish.ts'

const MOST_SENTENCES = 400

/**
 * A few plain English sentences for a prompt that no grammar was written for: about its topic, with every phrase that
 * it quotes, in the length that it asks for. Fit to look at, no answer to anything.
 */
export function writeFreely(prompts: readonly string[], chance: Chance, maxTokens: number): string {
  const wish = readWish(prompts)
  if (wish.form === 'word') return wish.quoted.length > 1 ? chance.pick(wish.quoted) : chance.pick(THINGS)
  const topic = wish.topic ?? `the ${chance.pick(THINGS)}`
  const sentences = shuffled(wish.form === 'question' ? QUESTIONS : ABOUT[wish.tone], chance)
  const mentions = shuffled(MENTIONS, chance)
  const topical = [...sentences].sort((a, b) => Number(b.includes('#')) - Number(a.includes('#')))
  // What is quoted is mentioned first, so that a text that is cut has it.
  const missing = wish.quoted.filter((phrase) => phrase.toLowerCase() !== topic.toLowerCase())
  const mentioned = missing.map((phrase, i) => put(mentions[i % mentions.length]!, phrase))
  const stock = [topical[0]!, ...sentences.filter((each) => each !== topical[0])].map((each) => put(each, topic))
  const wanted = Math.min(MOST_SENTENCES, wish.sentences ?? lengthFor(wish, chance))
  const crowded = wanted <= missing.length && wish.quoted.length > 1
  const first = crowded ? [together(wish)] : [...stock.slice(0, 1), ...mentioned]
  const rest = stock.slice(1)
  const more = Array.from({ length: Math.max(0, wanted - first.length) }, (_, i) => rest[i % rest.length]!)
  const lines = fitted([...first, ...more], rest, wish, maxTokens)
  const paragraphs = wish.paragraphs ?? 1
  return arrange([lines], { min: paragraphs, max: paragraphs }, chance)
}

function lengthFor({ form, paragraphs }: Wish, chance: Chance): number {
  if (paragraphs !== undefined) return paragraphs * (2 + chance.below(2))
  return form === 'question' ? 1 : 3 + chance.below(4)
}

/** Adds or drops sentences at the end until the words are as many as asked for and allowed; a sentence is dropped whole. */
function fitted(lines: readonly string[], stock: readonly string[], wish: Wish, maxTokens: number): string[] {
  const { leastWords = 0, mostWords = Number.POSITIVE_INFINITY } = wish
  const out = [...lines]
  const words = () => out.join(' ').split(/\s+/).length
  for (let i = 0; words() < leastWords && out.length < MOST_SENTENCES; i++)
    out.push(stock[(lines.length + i) % stock.length]!)
  while ((words() > mostWords || countTokens(out.join('\n')) > maxTokens) && out.length > 1) out.pop()
  return out
}

const put = (pattern: string, phrase: string) => capitalized(pattern.replace('#', () => phrase))

/** All that is quoted, where there are not enough sentences for one each. */
function together({ quoted, form }: Wish): string {
  const all = `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`
  return form === 'question' ? `What do ${all} have in common?` : `${capitalized(all)} belong together.`
}

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = chance.below(i + 1)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}
