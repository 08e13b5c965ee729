import type { AdjectiveKind } from '../english/adjective.ts'

/** Ways to bring a verb into a story: one pattern near its beginning, and where it matters one near its end. */
export interface VerbUse {
  early?: string
  turn?: string
  good?: string
  bad?: string
}

/** For what one may want to do. */
export const WILLED_USES: readonly VerbUse[] = [
  {
    early: 'That day, {he} wanted to {do}.',
    good: 'And before bed, {he} could {do} at last.',
    bad: 'Nobody wanted to {do} any more.',
  },
  { early: 'More than anything, {hero} liked to {do}.' },
  { early: '{He} had a wish: {he} wanted to {do}.', good: 'And the wish? A few days later, {hero} could {do} too.' },
  { early: '{He} was learning to {do}, and it was not easy.', good: 'Now even learning to {do} did not seem so hard.' },
  {
    early: '{Elder} had promised that later they would {do}.',
    good: 'Then {elder} came, and they could {do}, as promised.',
  },
  { turn: 'To feel brave, {hero} stopped to {do}, and that helped.' },
  { turn: 'First {hero} had to {do}, because that always helped {him} think.' },
  { turn: '{Hero} looked around, took a breath and began to {do}. When that was done, {he} knew what came next.' },
  { turn: '{Friend} showed {him} how to {do}, and soon they both felt better.' },
]

/** The same, inflected: only for verbs whose forms are known to be right. */
export const INFLECTED_USES: readonly VerbUse[] = [
  { turn: 'So {hero} {did}, just to feel a little braver, and it worked.' },
  { early: 'The day before, {he} {did} for the very first time.' },
  { early: '{Hero} loved {doing} and never got tired of it.' },
]

/** For what happens to one, or is better not done. */
export const UNWILLED_USES: readonly VerbUse[] = [
  {
    early: '{Hero} was a little afraid that {he} would {do}.',
    good: 'And {hero} did not {do}, not even once.',
    bad: 'That night, {hero} began to {do} and could not stop.',
  },
  { early: '{Elder} had told {him} not to {do}.', good: '{Elder} was glad that nobody had to {do}.' },
  { turn: '{Hero} tried very hard not to {do}.' },
  { turn: 'It was enough to make anybody {do}, but {hero} did not give up.' },
  { turn: '{Hero} almost began to {do}. Then {he} shook {his} head and stood up straight.' },
]

/** For an adjective that does not go with the noun, by its kind; the first of each fits a summary too. */
export const ADJECTIVE_CARRIERS: Record<AdjectiveKind, readonly string[]> = {
  feeling: [
    '{hero} was {adj}',
    '{friend} said that {he} was {adj}, and it was true',
    'everybody said that {hero} was {adj}',
  ],
  state: ['{hero} was {adj}', 'and now {hero} was {adj}'],
  weather: ['it was {an adj} day', 'it was {an adj} kind of day'],
  food: ['{elder} had packed {an adj} snack', '{hero} had {an adj} snack in {his} bag'],
  look: ['{hero} wore {an adj} hat', '{hero} had {an adj} toy with {him}'],
  sort: ['{hero} carried {an adj} box', '{hero} had {an adj} toy with {him}'],
  any: ['{hero} had {an adj} bag with {him}'],
}
