import type { Chance } from '../chance.ts'
import { arrange, type Range } from '../story/paragraphs.ts'
import type { Writer } from '../writer.ts'
import { type Adjective, adjectiveOf } from './adjectives.ts'
import { type Noun, type NounKind, named, nounOf } from './nouns.ts'
import * as patterns from './patterns.ts'
import { plotsFor } from './plots/plots.ts'
import { UNWILLED, WILLED } from './verbs.ts'

const VERB = /động từ "([^"]+)"/
const NOUN = /danh từ "([^"]+)"/
const ADJECTIVE = /tính từ "([^"]+)"/
const HERO = /Nhân vật chính là ([^.\n]+)\./
const SETTING = /Truyện diễn ra ([^.\n]+)\./
const FEATURES = /đặc điểm sau:([^\n]+)/
const PARAGRAPHS = /(\d+)\s*(?:-|đến)\s*(\d+) đoạn/

/** What a phrase of the recipe's list is recognised by. */
const CUES = {
  dialogue: /đối thoại/,
  twist: /bất ngờ/,
  badEnding: /kết thúc buồn/,
  moral: /bài học/,
  omen: /báo trước/,
  conflict: /mâu thuẫn/,
}

const TALK_UNASKED = 0.35
const MORAL_UNASKED = 0.2

const HEROES = ['bé Na', 'bạn Minh', 'bé Bi', 'bạn Lan', 'cậu bé Tí', 'cô bé Hoa']
const SETTINGS = ['trong vườn nhà bà', 'ở bờ sông', 'trên bãi cỏ', 'ở sân trường']
const NAMES =
  'An Bình Chi Dung Giang Hà Hải Hiếu Hùng Khánh Lâm Linh Long Mai Nam Nga Ngọc Phúc Quân Sơn Tâm Thảo Trang Tuấn Vy'.split(
    ' ',
  )
const ELDERS = ['mẹ', 'bố', 'bà', 'ông']

/** With the adjective beside it, where the adjective is one that can be said of anything or a color. */
const DESCRIBED: ReadonlySet<NounKind> = new Set(['animal', 'thing', 'plant', 'big', 'place'])
/** What is one of its kind, or no thing that is counted. */
const UNCOUNTED: ReadonlySet<NounKind> = new Set(['sky', 'person', 'body'])

/** A small story in Vietnamese, for a prompt that is in Vietnamese and names a verb, a noun and an adjective. */
export const writeVietnameseStory: Writer = ({ prompt }, chance) => {
  const [verb, noun, adjective] = [VERB, NOUN, ADJECTIVE].map((pattern) => pattern.exec(prompt)?.[1])
  if (verb === undefined || noun === undefined || adjective === undefined) return undefined
  const asked = FEATURES.exec(prompt)?.[1] ?? ''
  const features = Object.fromEntries(Object.entries(CUES).map(([name, cue]) => [name, cue.test(asked)]))
  const scene = sceneOf({ verb, noun: nounOf(noun), adjective: adjectiveOf(adjective) }, prompt, chance)
  const told = tell(scene, features as Record<keyof typeof CUES, boolean>, chance)
  return arrange(told, rangeIn(prompt), chance)
}

interface Scene {
  noun: Noun
  verb: string
  adjective: Adjective
  /** By slot. */
  words: Record<string, string>
  joined: boolean
}

function sceneOf(
  { verb, noun, adjective }: Pick<Scene, 'verb' | 'noun' | 'adjective'>,
  prompt: string,
  chance: Chance,
): Scene {
  const hero = HERO.exec(prompt)?.[1]?.trim() ?? chance.pick(HEROES)
  const name = /[\p{Lu}][\p{L} ]*$/u.exec(hero)?.[0] ?? hero
  const elder = chance.pick(ELDERS.filter((each) => each !== noun.word))
  const joined = adjective.joins && DESCRIBED.has(noun.kind)
  const x = named(noun)
  const one = noun.kind === 'mass' ? `một ít ${x}` : UNCOUNTED.has(noun.kind) ? x : `một ${x}`
  const words = {
    ...{ hero, name, elder, x },
    friend: chance.pick(NAMES.filter((each) => !name.includes(each))),
    con: elder === 'bà' || elder === 'ông' ? 'cháu' : 'con',
    'một x': joined ? `${one} ${adjective.attribute}` : one,
    at: SETTING.exec(prompt)?.[1]?.trim() ?? chance.pick(SETTINGS),
    do: WILLED[verb.toLowerCase()] ?? UNWILLED[verb.toLowerCase()] ?? verb,
  }
  return { noun, verb, adjective, words, joined }
}

function tell(scene: Scene, features: Record<keyof typeof CUES, boolean>, chance: Chance): string[][] {
  const plot = chance.pick(plotsFor(scene.noun.kind))
  const omen = features.omen ? chance.pick(patterns.OMENS) : undefined
  const conflict = features.conflict ? chance.pick(patterns.CONFLICTS) : undefined
  const opening = chance.pick(patterns.OPENINGS)
  const ending = features.badEnding ? 'bad' : 'good'
  const moral = features.moral || (ending === 'good' && chance.happens(MORAL_UNASKED))
  const talks = features.dialogue || chance.happens(TALK_UNASKED)
  const tells = (...each: (string | false | undefined)[]) =>
    each.filter((pattern) => typeof pattern === 'string').map((pattern) => filled(pattern, scene.words))
  return [
    tells(
      opening,
      !opening.includes('{friend}') && chance.pick(patterns.FRIENDS),
      !opening.includes('{at}') && chance.pick(patterns.PLACES),
      chance.pick(usesOf(scene.verb)),
      !scene.joined && chance.pick(scene.adjective.sentences).replace('#', scene.adjective.word),
      omen?.hint,
    ),
    tells(chance.pick(plot.begin), chance.pick(plot.trouble), features.dialogue ? conflict?.spoken : conflict?.quarrel),
    tells(talks && chance.pick(plot.talk)),
    tells(omen?.payoff, chance.pick(features.twist ? plot.twist : plot.turn)),
    tells(
      ending === 'good' && conflict?.peace,
      chance.pick(plot[ending]),
      ending === 'bad' && conflict?.cold,
      moral && chance.pick(plot.morals),
    ),
  ]
}

function usesOf(verb: string): readonly string[] {
  if (Object.hasOwn(WILLED, verb.toLowerCase())) return patterns.WILLED_USES
  return Object.hasOwn(UNWILLED, verb.toLowerCase()) ? patterns.UNWILLED_USES : patterns.OTHER_USES
}

function rangeIn(prompt: string): Range {
  const [, min = '3', max = '5'] = PARAGRAPHS.exec(prompt) ?? []
  return { min: Number(min), max: Math.max(Number(min), Number(max)) }
}

/** `{Hero}` is `{hero}` at the head of a sentence. */
function filled(pattern: string, words: Record<string, string>): string {
  return pattern.replace(/\{([^}]+)\}/g, (_, slot: string) => {
    const word = words[slot] ?? words[slot.charAt(0).toLowerCase() + slot.slice(1)]
    if (word === undefined) throw new Error(`the pattern "${pattern}" has a slot {${slot}} that there is not`)
    return words[slot] === undefined ? word.charAt(0).toUpperCase() + word.slice(1) : word
  })
}
