import type { Chance } from '../chance.ts'
import { readSummary } from './summary-reading.ts'

/** One plain sentence that fits the middle of the story that `summary` tells of, with its words where they can be found. */
export function writeSentence(summary: string, chance: Chance): string {
  const { hero, friend, thing, deed } = readSummary(summary)
  if (!hero)
    return chance.pick(['It was very quiet, and then everybody looked up.', 'For a while nobody knew what to do.'])
  const { name, pronoun } = hero
  const his = pronoun === 'he' ? 'his' : 'her'
  const it = thing && `the ${thing}`
  const about = [
    ...(it && deed ? (deed.willed ? wanting : fearing)(name, pronoun, it, deed.phrase) : []),
    ...(it && !deed
      ? [`${name} looked at ${it} for a long time.`, `${name} could not stop thinking about ${it}.`]
      : []),
    ...(!it && deed ? [`${name} closed ${his} eyes and tried ${deed.willed ? 'to' : 'not to'} ${deed.phrase}.`] : []),
  ]
  if (about.length > 0) return chance.pick(about)
  return friend ? `${name} looked at ${friend} and smiled a little.` : `${name} took a deep breath and went on.`
}

const wanting = (name: string, he: string, it: string, deed: string) => [
  `${name} did not know what to do about ${it}, so ${he} began to ${deed}.`,
  `${name} wanted to ${deed}, but ${he} could not stop thinking about ${it}.`,
  `It was hard for ${name} to ${deed} and to think about ${it} at the same time.`,
  `First ${name} would ${deed}, and then ${he} would think about ${it} again.`,
  `${name} looked at ${it} for a long time, and then ${he} began to ${deed}.`,
  `It was because of ${it} that ${name} wanted to ${deed}.`,
  `All at once ${name} forgot about ${it} and began to ${deed}.`,
]

const fearing = (name: string, he: string, it: string, deed: string) => [
  `${name} looked at ${it} and tried not to ${deed}.`,
  `Because of ${it}, ${name} almost began to ${deed}.`,
  `${name} thought about ${it}, and ${he} did not want to ${deed}.`,
  `It was not easy to look at ${it} and not ${deed}, but ${name} tried.`,
]
