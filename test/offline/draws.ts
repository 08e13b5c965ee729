import { readFileSync } from 'node:fs'
import { chance, digest } from '../../infra/offline/chance.ts'
import type { Turn } from '../../infra/offline/chat-request.ts'
import { reply } from '../../infra/offline/reply.ts'

const list = (name: string) =>
  readFileSync(new URL(`../../shared/recipe/built-in/words/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

export const VERBS = list('verbs')
const NOUNS = list('nouns')
const ADJECTIVES = list('adjectives')

const PHRASES = {
  Dialogue: 'the story should contain at least one dialogue',
  Twist: 'something unexpected happens, there is a plot twist',
  BadEnding: 'the story has a bad ending',
  MoralValue: 'the story has a moral value',
  Foreshadowing: 'the narrative uses foreshadowing, it hints at what will happen later',
  Conflict: 'the story has some form of conflict in it',
}
export type FeatureName = keyof typeof PHRASES
const NAMES = Object.keys(PHRASES) as FeatureName[]

export interface Asked {
  verb: string
  noun: string
  adjective: string
  features: FeatureName[]
}

/** Draw number i, always the same. */
export function drawn(i: number): Asked {
  const choices = chance(digest(`draw ${i}`), 0)
  const features = NAMES.filter(() => choices.happens(0.35))
  return {
    verb: choices.pick(VERBS),
    noun: choices.pick(NOUNS),
    adjective: choices.pick(ADJECTIVES),
    features: features.length > 0 ? features : [choices.pick(NAMES)],
  }
}

export const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))

const asks = ({ verb, noun, adjective, features }: Asked) =>
  `The story should use the verb "${verb}", the noun "${noun}" and the adjective "${adjective}". The story should have ` +
  `the following features: ${features.map((name) => PHRASES[name]).join(', ')}.`
const SIMPLE = 'only uses very simple words that a 3 year old child would likely understand.'

export const storyPrompt = (asked: Asked) =>
  `Write a short story (3-5 paragraphs) which ${SIMPLE} ${asks(asked)} Remember to only use simple words!`

export const summaryPrompt = (asked: Asked) =>
  `Write a summary (1-3 sentences, in one paragraph) of a short story which ${SIMPLE} ${asks(asked)} Write only the ` +
  'summary, not the story. Remember to only use simple words!'

export const sentencePrompt = (summary: string) =>
  `Here is the summary of a short story for a 3 year old child:\n\n${summary}\n\nWrite one sentence that must be in ` +
  'this story. Use only very simple words. Write the sentence alone, without quotation marks.'

export const formPrompt = ({ verb, noun, adjective, features }: Asked, summary: string, sentence: string) =>
  `Summary: ${summary}\nFeatures: ${features.join(', ')}\nSentence: ${sentence}\nWords: ${verb}, ${noun}, ${adjective}\nStory:`

export const user = (text: string): Turn => ({ role: 'user', text })

/** What the grammar says to a prompt, or to a conversation. */
export const said = (prompt: string | Turn[], seed = 'a', maxTokens = 4_096) =>
  reply(
    typeof prompt === 'string' ? [user(prompt)] : prompt,
    chance(digest(`${seed} ${JSON.stringify(prompt)}`), 0),
    maxTokens,
  )
