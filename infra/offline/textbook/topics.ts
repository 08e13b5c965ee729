import type { Concept, Topic } from './concept.ts'
import { FLOW } from './concepts/flow.ts'
import { LOOKUPS } from './concepts/lookups.ts'
import { NUMBERS } from './concepts/numbers.ts'
import { ORDER } from './concepts/order.ts'
import { RECURSION } from './concepts/recursion.ts'
import { SEQUENCES } from './concepts/sequences.ts'
import { STEPS } from './concepts/steps.ts'
import { TEXTS } from './concepts/texts.ts'
import { VALUES } from './concepts/values.ts'

const TOPICS: readonly Topic[] = [
  ...[...VALUES, ...STEPS, ...SEQUENCES, ...LOOKUPS, ...TEXTS],
  ...[...FLOW, ...RECURSION, ...ORDER, ...NUMBERS],
]
const ALL = TOPICS.flatMap(([, concepts]) => concepts)

/** Of any topic at all: a chapter that nothing is known of is about something else. */
export const conceptsOf = (topic: string): readonly Concept[] =>
  TOPICS.find(([name]) => name === topic.toLowerCase())?.[1] ?? ALL

/** Sides of a concept that a section of its own can be about, as they follow its name. */
export const SIDES = {
  '': undefined,
  ' with pencil and paper': undefined,
  ' in everyday practice': 'why',
  ' and the mistakes made with it': 'mistake',
  ' and other ways to the same end': 'instead',
  ' and what it costs': 'cost',
  ' in larger programs': 'why',
} as const

export type Side = (typeof SIDES)[keyof typeof SIDES]

/** The concept that a subtopic names, and which side of it. */
export function conceptIn(subtopic: string, topic: string): { concept: Concept | undefined; side: Side } {
  const text = subtopic.toLowerCase()
  const named = (concepts: readonly Concept[]) => concepts.find(({ name }) => text.startsWith(name.toLowerCase()))
  const concept = named(conceptsOf(topic)) ?? named(ALL)
  const rest = concept === undefined ? '' : text.slice(concept.name.length)
  return { concept, side: rest in SIDES ? SIDES[rest as keyof typeof SIDES] : undefined }
}

/** Every subtopic of a topic: first the concepts, then a side of each, then another. */
export const subtopicsOf = (topic: string): string[] =>
  Object.keys(SIDES).flatMap((side) => conceptsOf(topic).map(({ name }) => `${name}${side}`))
