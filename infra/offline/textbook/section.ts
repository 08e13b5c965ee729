import type { Chance } from '../chance.ts'
import { capitalized } from '../story/fill.ts'
import type { Writer } from '../writer.ts'
import type { Concept } from './concept.ts'
import { DOMAINS, type Domain } from './domains.ts'
import * as phrases from './phrases.ts'
import { conceptIn, conceptsOf, type Side } from './topics.ts'

const ASKED =
  /^Write an excerpt from the middle of the chapter "([^"]+)" of a textbook on programming in ([^\n]+?)\. It is about\s+one\s+concept only: ([^\n]+)\.\n/
const READER = /^Reader: ([^.\n]+)\./m
const ANGLE = /^Angle: ([^\n]+)/m
const PROSE = /^Prose: ([^.\n]+)/m
const DOMAIN = /an\s+example\s+from\s+([^:\n]+):/

const TWO_SNIPPETS = 0.5

/** What leans on a sentence before it. */
const LEANING = /^(?:So|Then|After|Each|The decision|The normal|Both|Two|A slice is)\b/

/** A section of a textbook: an overview, an example with its solution in words, and one or two snippets. */
export const writeSection: Writer = ({ prompt }, chance) => {
  const [, topic, , subtopic] = ASKED.exec(prompt) ?? []
  if (topic === undefined || subtopic === undefined) return undefined
  const { concept: known, side } = conceptIn(subtopic, topic)
  const concept = known ?? chance.pick(conceptsOf(topic))
  const place = DOMAIN.exec(prompt)?.[1]?.trim() ?? ''
  const domain = DOMAINS[place] ?? chance.pick(Object.values(DOMAINS))
  const plan = {
    concept,
    side,
    domain,
    place: DOMAINS[place] === undefined ? undefined : place,
    // What the reader was promised, where this concept stands in for one that is not known.
    name: known === undefined ? subtopic : concept.name,
    reader: READER.exec(prompt)?.[1] ?? '',
    angle: ANGLE.exec(prompt)?.[1] ?? '',
  }
  const isVietnamese = /vietnamese/i.test(PROSE.exec(prompt)?.[1] ?? '')
  const values = valuesOf(isVietnamese ? { ...domain, ...domain.vietnamese } : domain, chance)
  const prose = isVietnamese ? vietnamese(plan, chance) : english(plan, chance)
  const snippets = chance.happens(TWO_SNIPPETS) ? concept.code.slice(0, 2) : [chance.pick(concept.code)]
  return [...prose, ...snippets.map((code) => `\`\`\`python\n${code}\n\`\`\``)]
    .map((part) => filled(part, values))
    .join('\n\n')
}

interface Plan {
  concept: Concept
  side: Side
  domain: Domain
  place: string | undefined
  name: string
  reader: string
  angle: string
}

function english({ concept, side, place, name, reader, angle }: Plan, chance: Chance): [string, string] {
  const { idea, why, mistake, instead, cost, example } = concept
  const first = /mistake/.test(angle)
    ? mistake
    : /another way/.test(angle)
      ? instead
      : /inside/.test(angle)
        ? cost
        : why
  const beside = side === undefined ? why : concept[side]
  const to = phrases.TO_READERS[reader]
  const opener = chance.pick(phrases.OPENERS).replace('#', name)
  const turned = opener !== '' && !LEANING.test(first) && chance.happens(0.5)
  const body = turned ? [first, idea] : [idea, first]
  const overview = [opener, ...body, ...(beside === first ? [] : [beside]), ...(to ? [chance.pick(to)] : [])]
  const start = place === undefined ? '' : chance.pick(phrases.EXAMPLE_STARTS).replace('#', place)
  return [sentences(overview), sentences([start, example, chance.pick(phrases.LEADS)])]
}

function vietnamese({ concept, reader, angle }: Plan, chance: Chance): [string, string] {
  const { name, idea, example } = concept.vietnamese
  const angles = Object.entries(phrases.TO_VIETNAMESE_ANGLES).find(([cue]) => angle.includes(cue))?.[1]
  const to = phrases.TO_VIETNAMESE_READERS[reader]
  const opener = chance.pick(phrases.VIETNAMESE_OPENERS).replace('#', name)
  const overview = [opener, idea, ...(angles ? [chance.pick(angles)] : []), ...(to ? [chance.pick(to)] : [])]
  return [sentences(overview), sentences([example, chance.pick(phrases.VIETNAMESE_LEADS)])]
}

const sentences = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' ')

const LETTERS = ['A', 'B', 'C']

function valuesOf(
  { who, items, item, measure, ms }: Omit<Domain, 'vietnamese'>,
  chance: Chance,
): Record<string, string> {
  const number = () => 3 + chance.below(46)
  const codes = Array.from({ length: 3 + chance.below(3) }, () => `${chance.pick(LETTERS)}${2 + chance.below(8)}`)
  const nums = Array.from({ length: 4 + chance.below(3) }, number)
  return {
    ...{ who, items, item, measure, ms },
    Who: capitalized(who),
    n: String(12 + chance.below(29)),
    nums: nums.join(', '),
    codes: ['A7', ...codes].map((code) => `'${code}'`).join(', '),
  }
}

const filled = (text: string, values: Record<string, string>) =>
  text.replace(/\$(\w+)/g, (_, name) => values[name] ?? '')
