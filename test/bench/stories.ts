import type { Draw } from '../../shared/draw/draw.ts'
import type { Accepted, Call, Ended, Rejected, Verdict } from '../../shared/sample/record.ts'
import { chanceOf } from '../dataset/twins/planted.ts'

const NAMES =
  'Ravi Freya Tom Lily Ben Mia Sam Anna Max Lucy Tim Sara Jack Ella Leo Amy Finn Zoe Omar Nora Kofi Yuki Ivan Rosa'.split(
    ' ',
  )
const PLACES =
  'market,park,beach,farm,forest,school,garden,kitchen,lake,hill,shop,library,harbour,bridge,station'.split(',')
const GLUE =
  'the a and to in of was it he she they then very so but with his her had went said looked saw wanted could not all day new old friend home again happy little big until because near under over behind after before while everybody nobody something slowly quickly one two three'.split(
    ' ',
  )

/** Of one sample, as the recipe drew it. */
export interface Told {
  run: string
  i: number
  draw: Draw
  /** Words that texts are strung from, besides those of the draw. */
  words: readonly string[]
}

/** Of each thousand samples so many were rejected, and so many say again what an earlier one says. */
const REJECTED = 80
const AGAIN = 10

/**
 * An ended sample as `tinystories-instruct` leaves it, calls and checks and all, of some 7 kB: the same whenever it is asked
 * for. Its text is of real words in sentences and paragraphs, and means nothing.
 */
export function storyOf(told: Told): Ended {
  const { run, i, draw } = told
  const place = chanceOf(i * 7 + 3)() * 1_000
  const isRejected = place < REJECTED
  const original = place > 1_000 - AGAIN && i > 1_000 ? i - 1 - Math.floor(chanceOf(i)() * 900) : i
  const chance = chanceOf(original * 2 + 1)
  const { verb, noun, adjective } = draw as Record<string, string>
  const features = draw['feature'] as { name: string; phrase: string }[]
  const name = pick(NAMES, chance)
  const summary = `${name} had a ${adjective} ${noun}. ${sentence(told, chance)} In the end ${name} could ${verb}.`
  const key = sentence(told, chance)
  const story = [
    `${sentence(told, chance)} ${name} was at the ${pick(PLACES, chance)}.`,
    ...Array.from({ length: 3 }, () => paragraph(told, chance)),
    `${key} So ${name} began to ${verb}, and the ${noun} was ${adjective}.`,
  ].join('\n\n')
  const named = features.map((feature) => feature.name)
  const calls = [
    call('summary', 1, summaryPrompt(draw, features), summary, ['hygiene', 'paragraphs']),
    call('sentence', 1, sentencePrompt(summary), key, ['hygiene', 'paragraphs', 'words']),
    ...(isRejected ? [1, 2, 3] : chance() < 0.2 ? [1, 2] : [1]).map((tried, at, all) =>
      call(
        'story',
        tried,
        [...SYSTEM, ...storyPrompt({ summary, key, named, draw })],
        story,
        STORY_CHECKS,
        isRejected || at < all.length - 1,
      ),
    ),
  ]
  const base = {
    ...{ run, i, attempt: 1, nonce: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`, draw },
    ...{ confirmed: calls.reduce((sum, { confirmed }) => sum + confirmed, 0), possibly: 0 },
    ...{ invocationMilliseconds: 2_500 + Math.floor(chance() * 900), handOns: 0 },
  }
  const verdicts = ['summary', 'sentence', 'story'].flatMap(
    (stage) => calls.findLast((each) => each.stage === stage)!.verdicts,
  )
  if (isRejected) {
    const work = { calls, texts: { summary, sentence: key } }
    const ended: Rejected = { ...base, work, state: 'rejected', stage: 'story', reason: MISSING, verdicts }
    return ended
  }
  const ended: Accepted = {
    ...base,
    work: { calls, texts: { summary, sentence: key, story } },
    state: 'accepted',
    output: {
      text: story,
      labels: { summary, features: named, sentence: key, words: `${verb}, ${noun}, ${adjective}` },
    },
    verdicts,
  }
  return ended
}

const MISSING = 'the word is missing'
const STORY_CHECKS = ['hygiene', 'uses', 'contains', 'paragraphs', 'features']

function call(
  stage: string,
  tried: number,
  messages: Call['messages'],
  completion: string,
  checks: readonly string[],
  fails = false,
): Call {
  const tokens = (text: string) => Math.ceil(text.length / 4.2)
  const usage = {
    input: messages.reduce((sum, { content }) => sum + tokens(content), 0),
    cached: 0,
    output: tokens(completion),
  }
  return {
    ...{ stage, try: tried, outcome: 'answered', milliseconds: 300 + completion.length, messages, completion },
    ...{ finishReason: 'stop', usage, model: 'gpt-6-luna', tier: 'default' },
    ...{ confirmed: usage.input * 100 + usage.output * 500, possibly: 0 },
    verdicts: checks.map(
      (check): Verdict => ({
        ...{ stage, check, required: check !== 'features' && (check !== 'paragraphs' || stage !== 'story') },
        verdict: check === 'features' ? 'unverified' : fails && check === 'uses' ? 'fail' : 'pass',
        ...(check === 'paragraphs' && { figure: 5 }),
        ...(check === 'uses' && { figure: { missing: [] } }),
        ...(check === 'features' && { reason: 'no rule can tell' }),
        ...(fails && check === 'uses' && { reason: MISSING }),
      }),
    ),
  }
}

const user = (content: string): Call['messages'] => [{ role: 'user', content }]

const summaryPrompt = ({ verb, noun, adjective }: Draw, features: readonly { phrase: string }[]) =>
  user(
    `Write a summary (1-3 sentences, in one paragraph) of a short story which only uses very simple words that a 3 year old child would likely understand. The story should use the verb "${verb}", the noun "${noun}" and the adjective "${adjective}". The story should have the following features: ${features.map(({ phrase }) => phrase).join(', ')}. Write only the summary, not the story. Remember to only use simple words!`,
  )

const sentencePrompt = (summary: string) =>
  user(
    `Here is the summary of a short story for a 3 year old child:\n\n${summary}\n\nWrite one sentence that must be in this story. Use only very simple words. Write the sentence alone, without\nquotation marks.`,
  )

const SYSTEM: Call['messages'] = [
  {
    role: 'system',
    content:
      'You write short stories (3-5 paragraphs) which only use very simple words that a 3 year old child would likely understand. You are given what the story is made of: its summary, the features it should have, a sentence that must be in it word for word, and words that it should use. Answer with the story alone.',
  },
]

const storyPrompt = (of: { summary: string; key: string; named: string[]; draw: Draw }) =>
  user(
    `Summary: ${of.summary}\nFeatures: ${of.named.join(', ')}\nSentence: ${of.key}\nWords: ${of.draw['verb']}, ${of.draw['noun']}, ${of.draw['adjective']}\nStory:`,
  )

const pick = (from: readonly string[], chance: () => number): string => from[Math.floor(chance() * from.length)]!

/** Half of the words are the few that every text has. */
function sentence({ words }: Told, chance: () => number): string {
  const length = 8 + Math.floor(chance() * 8)
  const text = Array.from({ length }, () =>
    chance() < 0.55 ? GLUE[Math.floor(GLUE.length * chance() ** 2)]! : pick(words, chance),
  ).join(' ')
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`
}

const paragraph = (told: Told, chance: () => number): string =>
  Array.from({ length: 3 }, () => sentence(told, chance)).join(' ')
