import type { Chance } from '../chance.ts'
import { fits, PLOTS } from '../plots/plots.ts'
import { carrier } from './carrier.ts'
import { cast, type Words } from './cast.ts'
import { CONFLICTS, type Feature, FORESHADOWING } from './features.ts'
import { capitalized, fill } from './fill.ts'
import { FRIENDS, OPENINGS } from './openings.ts'
import { arrange, type Range } from './paragraphs.ts'
import type { Scene } from './scene.ts'
import { readSummary } from './summary-reading.ts'
import { INFLECTED_USES, UNWILLED_USES, type VerbUse, WILLED_USES } from './verb-uses.ts'

export interface StoryBrief extends Words {
  /** Words beyond the three, each to be used as it stands. */
  others: readonly string[]
  features: ReadonlySet<Feature>
  /** What it must not have. */
  without?: ReadonlySet<Feature>
  summary?: string
  /** To stand in the story word for word. */
  sentence?: string
  paragraphs: Range
  /** Every word as it was given: asked for by whoever did not count an inflected one. */
  asGiven: boolean
}

const INFLECTED = 0.25
const TALK_UNASKED = 0.35
const DETAIL = 0.6
const MORAL_UNASKED = 0.2

/** A story with a want, an obstacle, a turn and an end, that has everything its brief asks for. */
export function writeStory(brief: StoryBrief, chance: Chance): string {
  const { features, without } = brief
  const clues = brief.summary === undefined ? {} : readSummary(brief.summary)
  const scene = cast(brief, chance, clues)
  const told = clues.plot && fits(clues.plot, scene.noun) ? clues.plot : undefined
  const plot = told ?? chance.pick(PLOTS.filter((each) => fits(each, scene.noun)))
  const use = verbUse(scene, brief.asGiven, chance)
  const omen = features.has('Foreshadowing') ? chance.pick(FORESHADOWING) : undefined
  const conflict = features.has('Conflict') ? chance.pick(CONFLICTS) : undefined
  const talks = features.has('Dialogue')
  const ending = features.has('BadEnding') ? 'bad' : 'good'
  const unasked = ending === 'good' && !without?.has('MoralValue')
  const opening = chance.pick(OPENINGS)
  const tells = (...patterns: (string | false | undefined)[]) =>
    patterns.filter((pattern) => typeof pattern === 'string').map((pattern) => fill(pattern, scene))

  const intro = [
    ...tells(
      opening,
      chance.happens(DETAIL) && scene.setting.details.length > 0 && chance.pick(scene.setting.details),
      !opening.includes('{friend}') && chance.pick(FRIENDS),
      use.early,
    ),
    ...(scene.joined ? [] : [`${capitalized(carrier(scene, chance))}.`]),
    ...tells(omen?.hint),
  ]
  const middle = [
    ...tells(chance.pick(plot.begin), chance.pick(plot.trouble)),
    ...(brief.sentence === undefined ? [] : [ended(brief.sentence)]),
    ...brief.others.map((word) => `Somebody had painted the word "${word}" on a wall.`),
    ...tells(talks ? (conflict?.spoken ?? conflict?.quarrel) : conflict?.quarrel),
  ]
  const talk = tells((talks || (!without?.has('Dialogue') && chance.happens(TALK_UNASKED))) && chance.pick(plot.talk))
  const turn = tells(omen?.payoff, use.turn, chance.pick(features.has('Twist') ? plot.twist : plot.turn))
  const end = tells(
    ending === 'good' && conflict?.peace,
    chance.pick(plot[ending]),
    ending === 'bad' && conflict?.cold,
    use[ending],
    (features.has('MoralValue') || (unasked && chance.happens(MORAL_UNASKED))) && chance.pick(plot.morals),
  )
  return arrange([intro, middle, talk, turn, end], brief.paragraphs, chance)
}

function verbUse(scene: Scene, asGiven: boolean, chance: Chance): VerbUse {
  if (!scene.verb.willed) return chance.pick(UNWILLED_USES)
  const inflected = scene.verb.known && !asGiven && chance.happens(INFLECTED)
  return chance.pick(inflected ? INFLECTED_USES : WILLED_USES)
}

const ended = (sentence: string) => (/[.!?…。！？]["'”’»)]*$/.test(sentence) ? sentence : `${sentence}.`)
