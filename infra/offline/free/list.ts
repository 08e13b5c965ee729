import { shuffled } from '../fitting.ts'
import type { Writer } from '../writer.ts'
import { THINGS } from './sentences.ts'

const KINDS: readonly string[] = `
  quiet early hidden common ancient modern simple broken bright crooked distant borrowed careful double empty folded
  golden heavy hollow invisible lonely northern painted patient plain rolling rusty second silver sleeping sudden
`
  .trim()
  .split(/\s+/)

/** A number of things and not of a text's own parts. */
const ASKED =
  /\b(?:list|name|write|suggest|provide|generate|invent|give(?: me)?)\s+(?:me\s+|exactly\s+|up to\s+|another\s+)?(\d{1,3})\s+(?!(?:[a-z]+\s)?(?:words?|sentences?|paragraphs?|lines?|characters?|tokens?|quer(?:y|ies)|questions?)\b|(?:to|-|–)\s*\d)/i

/** So many different names of things, numbered, none of which the prompt says already. They have nothing to do with it. */
export const listFreely: Writer = ({ prompt }, chance) => {
  const wanted = Number(ASKED.exec(prompt)?.[1] ?? 0)
  if (wanted < 2) return undefined
  const said = prompt.toLowerCase()
  const all = KINDS.flatMap((kind) => THINGS.map((thing) => `${kind} ${thing}`))
  const fresh = shuffled(all, chance).filter((name) => !said.includes(name))
  return fresh
    .slice(0, wanted)
    .map((name, at) => `${at + 1}. ${name}`)
    .join('\n')
}
