import type { Turn } from './chat-request.ts'
import { type Feature, featuresIn } from './story/features.ts'
import type { StoryBrief } from './story/story.ts'

/** What a conversation asks for, as far as the grammar understands it. */
export type Task =
  | { kind: 'story'; brief: StoryBrief }
  | { kind: 'summary'; words: { verb: string; noun: string; adjective: string }; features: ReadonlySet<Feature> }
  | { kind: 'sentence'; summary: string }
  | { kind: 'free'; prompts: string[] }

const QUOTED = '["“]([^"”]+)["”]'
const WORDS = new RegExp(`verb ${QUOTED}.*?noun ${QUOTED}.*?adjective ${QUOTED}`, 's')
const FEATURES = /following features?:(.*?)(?:must (?:not have|have none of)|$)/s
const WITHOUT = /must (?:not have|have none of)(.*)/s
const SENTENCE_FOR = /summary of a [^:]*:\s*([\s\S]+?)\s*Write one sentence/i
const PARAGRAPHS = /(\d+)(?:\s*(?:-|–|to)\s*(\d+))?\s+paragraphs?/i
const DEFAULT_PARAGRAPHS = { min: 3, max: 5 }

/**
 * Reads the messages. The last one from the user that is a prompt of a kind known here decides; what users said after
 * it is advice about an answer that was not good enough. Where no message is such a prompt, all of them are one task.
 */
export function readTask(turns: readonly Turn[]): Task {
  const asked = turns.filter(({ role }) => role === 'user').map(({ text }) => text)
  const around = turns.filter(({ role }) => role === 'system' || role === 'developer').map(({ text }) => text)
  for (let at = asked.length - 1; at >= 0; at--) {
    const task = knownTask(asked[at]!, [...around, ...asked], at < asked.length - 1)
    if (task) return task
  }
  return { kind: 'free', prompts: asked.length > 0 ? asked : around }
}

function knownTask(prompt: string, all: readonly string[], corrected: boolean): Task | undefined {
  const summary = SENTENCE_FOR.exec(prompt)?.[1]
  if (summary) return { kind: 'sentence', summary }
  const [, verb, noun, adjective] = WORDS.exec(prompt) ?? []
  if (verb && noun && adjective) {
    const features = featuresIn(FEATURES.exec(prompt)?.[1] ?? '')
    const words = { verb, noun, adjective }
    if (/\bwrite a (?:short )?summary\b/i.test(prompt)) return { kind: 'summary', words, features }
    const without = featuresIn(WITHOUT.exec(prompt)?.[1] ?? '')
    const brief = { ...words, others: [], features, without, paragraphs: paragraphsIn(all), asGiven: corrected }
    return { kind: 'story', brief }
  }
  return formTask(prompt, all, corrected)
}

/** `Summary: / Features: / Sentence: / Words: / Story:`, one a line, in any order and any of them left out but the last. */
function formTask(prompt: string, all: readonly string[], corrected: boolean): Task | undefined {
  if (!/^Story:\s*$/m.test(prompt)) return undefined
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+)$`, 'mi').exec(prompt)?.[1]?.trim()
  const listed = field('Words')?.split(/,\s*/).filter(Boolean) ?? []
  const [verb = 'play', noun = 'ball', adjective = 'red', ...others] = listed
  const summary = field('Summary')
  const sentence = field('(?:Random )?Sentence')
  const brief = {
    ...{ verb, noun, adjective, others },
    features: featuresIn(field('Features') ?? ''),
    ...(summary === undefined ? {} : { summary }),
    ...(sentence === undefined ? {} : { sentence }),
    paragraphs: paragraphsIn(all),
    asGiven: corrected,
  }
  return { kind: 'story', brief }
}

/** What was said last about the number of paragraphs. */
function paragraphsIn(all: readonly string[]) {
  const said = all.map((text) => PARAGRAPHS.exec(text)).findLast((match) => match !== null)
  if (!said) return DEFAULT_PARAGRAPHS
  const min = Math.max(1, Number(said[1]))
  return { min, max: Math.max(min, Number(said[2] ?? min)) }
}
