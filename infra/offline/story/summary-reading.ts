import type { Plot } from '../plots/plot.ts'
import { PLOTS } from '../plots/plots.ts'
import { isElder, knownName } from './people.ts'
import type { Somebody } from './scene.ts'

/** What a summary settles. */
export interface Clues {
  plot?: Plot
  hero?: Somebody
  kind?: string
  friend?: Somebody
  elder?: Somebody
  /** "in the park" */
  at?: string
  /** The thing that it is about, without article: "shiny key". */
  thing?: string
  /** What somebody wants, or tries not, to do: "bake a cake". */
  deed?: { phrase: string; willed: boolean }
}

const NAME = "[A-Z][\\w'-]*(?: (?:May|Joe))?"
const GROUPS: Record<string, string> = {
  hero: `(?<hero>${NAME})`,
  friend: `(?<friend>${NAME})`,
  elder: `(?<elder>${NAME})`,
  kind: '(?<kind>[\\w -]+?)',
  'a kind': '[Aa]n? (?<kind>[\\w -]+?)',
  'a thing': '(?:(?:an?|some|the) )?(?<thing>.+?)',
  'the whole thing': 'the (?<thing>.+?)',
  at: '(?<at>(?:in|on|at|by) the (?:old )?[\\w-]+)',
}

/** A plot's own summary pattern, read the other way round. */
function reader(pattern: string): RegExp {
  const parts = pattern.split(/\{([^}]+)\}/).map((part, i) => {
    if (i % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return GROUPS[part] ?? GROUPS[part.charAt(0).toLowerCase() + part.slice(1)] ?? "[\\w']+"
  })
  return new RegExp(`^${parts.join('')}$`)
}

const READERS = PLOTS.flatMap((plot) => plot.summary.map((pattern) => ({ plot, pattern: reader(pattern) })))

const HERE = /\b(?:in|on|at|by) the (?!end\b)[a-z]+\b/
const DEED =
  /\b(?:wants?|wanted|had|has|learned|learns|began|begins|decided?|decides) to ([^,.!?]+?)(?= before\b| that day\b| with (?:him|her)\b|[,.!?]|$)/
const FEAR = /\b(?:(?:tried|tries) not to|afraid that s?he would) ([^,.!?]+)/
const KIND =
  /\b((?:little |young |small )?(?:girl|boy|fox|rabbit|mouse|bear|hedgehog|squirrel|frog|otter|duck|owl|cat|dog|bird))\b/
const THING =
  /\b(?:finds?|found|loses?|lost|has|had|sees?|saw|gets?|got|meets?|met|with) (?:an?|some|the|his|her) ((?:[\w'-]+ )?[\w'-]+)/

/** Reads a summary: fully where this grammar wrote it, else as far as names and a few phrases go. */
export function readSummary(summary: string): Clues {
  const [first = ''] = summary.trim().split(/(?<=[.!?])\s+/)
  const own = READERS.map(({ plot, pattern }) => ({ plot, groups: pattern.exec(first)?.groups })).find(
    ({ groups }) => groups,
  )
  const { hero: heroName, friend: friendName, elder: elderName, kind, at, thing } = own?.groups ?? {}
  const names = namesIn(summary)
  const hero = heroName ?? names.find((name) => !isElder(name))
  const friend = friendName ?? names.find((name) => name !== hero && !isElder(name))
  const elder = elderName ?? names.find(isElder)
  // What we wrote first is the plot, which has wants of its own.
  const rest = own ? summary.slice(summary.indexOf(first) + first.length) : summary
  const fear = FEAR.exec(rest)?.[1]
  const deed = fear ?? DEED.exec(rest)?.[1]
  return defined({
    plot: own?.plot,
    hero: hero === undefined ? undefined : person(hero, summary),
    kind: kind ?? KIND.exec(summary)?.[1],
    friend: friend === undefined ? undefined : person(friend, ''),
    elder: elder === undefined ? undefined : person(elder, ''),
    at: at ?? HERE.exec(summary)?.[0],
    thing: thing ?? THING.exec(summary)?.[1],
    deed: deed === undefined ? undefined : { phrase: deed, willed: fear === undefined },
  })
}

/** Names: those we know, and capitalized words that do not stand at the head of a sentence. */
function namesIn(text: string): string[] {
  const known = (text.match(new RegExp(NAME, 'g')) ?? []).filter((name) => knownName(name) !== undefined)
  const inside = [...text.matchAll(/(?<=[a-z,;] )[A-Z][a-z'-]+/g)].map(([name]) => name)
  return [...new Set([...known, ...inside])]
}

function person(name: string, text: string): Somebody {
  const known = knownName(name)
  if (known) return known
  return { name, pronoun: /\b(?:he|his|him)\b/i.test(text) && !/\b(?:she|her)\b/i.test(text) ? 'he' : 'she' }
}

function defined<T extends object>(given: T) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
