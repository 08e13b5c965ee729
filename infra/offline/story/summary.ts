import type { Chance } from '../chance.ts'
import { fits, PLOTS } from '../plots/plots.ts'
import { cast, type Words } from './cast.ts'
import type { Feature } from './features.ts'
import { capitalized, fill } from './fill.ts'
import { ADJECTIVE_CARRIERS } from './verb-uses.ts'

const WANTS = [
  '{he} wanted to {do}, but it was not easy',
  '{he} had to {do} before it got better',
  '{he} wanted to {do}, and {friend} came along',
  '{he} decided to {do}, because that always helped',
  '{he} wanted to {do} that day, but there was no time',
  '{friend} came by, and {hero} wanted to {do} with {fhim}',
]
const FEARS = [
  '{he} tried not to {do}, but it was not easy',
  '{he} was afraid that {he} would {do}',
  '{he} tried not to {do}, and {friend} helped {him}',
]
const ENDS = {
  good: [
    'in the end {friend} helped, and everybody was happy',
    'in the end all went well',
    'in the end {hero} was very proud',
  ],
  bad: [
    'in the end it all went wrong, and {hero} was sad',
    'in the end {hero} went home and cried',
    'in the end nothing could be saved',
  ],
}

/** A summary of one to three sentences that tells hero, thing, place, what somebody wants to do, and how it ends. */
export function writeSummary(words: Words, features: ReadonlySet<Feature>, chance: Chance): string {
  const scene = cast(words, chance)
  const plot = chance.pick(PLOTS.filter((each) => fits(each, scene.noun)))
  const wish = chance.pick(scene.verb.willed ? WANTS : FEARS)
  const middle = scene.joined ? wish : `${ADJECTIVE_CARRIERS[scene.adjective.kind][0]}, and ${wish}`
  const events = [
    ...(features.has('Foreshadowing') ? ['a small sign told what would come'] : []),
    ...(features.has('Conflict') ? ['{hero} and {friend} had a fight'] : []),
    ...(features.has('Twist') ? ['then something happened that nobody had expected'] : []),
    chance.pick(ENDS[features.has('BadEnding') ? 'bad' : 'good']),
  ]
  const last = events.length === 1 ? events[0]! : `${events.slice(0, -1).join(', ')}, and ${events.at(-1)}`
  const moral = features.has('MoralValue') && features.size === 1 ? fill(chance.pick(plot.morals), scene) : undefined
  const sentences = [fill(chance.pick(plot.summary), scene), sentence(middle), moral ?? sentence(last)]
  return sentences.join(' ')

  function sentence(pattern: string) {
    return `${capitalized(fill(pattern, scene))}.`
  }
}
