/** What can be told of any prompt at all. */
export interface Wish {
  /** Quoted in the prompt: to be mentioned as it stands. */
  quoted: string[]
  /** What it is about, as far as a few patterns tell. */
  topic?: string
  form: 'word' | 'question' | 'text'
  tone: 'good' | 'bad' | 'plain'
  sentences?: number
  paragraphs?: number
  leastWords?: number
  mostWords?: number
}

const NUMBERS: Record<string, number> = {
  one: 1,
  a: 1,
  single: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  ten: 10,
}
const NUMBER = '(\\d{1,3}|one|a single|two|three|four|five|six|seven|eight|ten)'
const RANGE = `${NUMBER}(?:\\s*(?:-|–|to|or)\\s*${NUMBER})?`

const QUOTES = /"([^"\n]{1,80})"|“([^”\n]{1,80})”|«\s*([^»\n]{1,80}?)\s*»|「([^」\n]{1,80})」|„([^“”\n]{1,80})[“”]/g
const TOPIC =
  /\b(?:about|review(?: of| for)?|topic|subject|on|of|for|describing|describe|explain|regarding|named|called):?\s+((?:(?:an?|the|your|our|my|some)\s+)?[\p{L}\p{N}][\p{L}\p{N}'’-]*(?:[ \t]+[\p{L}\p{N}][\p{L}\p{N}'’-]*){0,3})/giu
/** Where a topic of several words ends, and what is none. */
const STOP =
  /\b(?:that|which|who|with|for|in|on|at|to|from|as|and|or|is|are|was|were|using|use|by|word|words|sentences?|paragraphs?|text|it|this|you|about|following|exactly|only|at|least|most|written|write|style|between|than)\b.*$/iu

const LEAD = /^(?:the |a )?(?:topics?|subjects?|theme)\s+(?:of\s+)?/i

/** A prompt that quotes more is most likely code or an example. */
const MOST_QUOTED = 12

const count = (given: string | undefined) =>
  given === undefined ? undefined : (NUMBERS[given.toLowerCase().replace('a single', 'single')] ?? Number(given))

function last(pattern: RegExp, texts: readonly string[]): RegExpMatchArray | undefined {
  return texts.flatMap((text) => [...text.matchAll(pattern)]).at(-1)
}

/** Reads what users asked for; where two say different things, the later is meant. */
export function readWish(prompts: readonly string[]): Wish {
  const whole = prompts.join('\n')
  const number = (pattern: RegExp) => {
    const [, from, to] = last(pattern, prompts) ?? []
    return count(to ?? from)
  }
  const least = number(new RegExp(`(?:at least|minimum of|no fewer than|more than) ${NUMBER} words`, 'gi'))
  const most = number(
    new RegExp(`(?:at most|up to|no more than|fewer than|under|maximum of|within|less than) ${NUMBER} words`, 'gi'),
  )
  const [, low, high] = last(new RegExp(`${NUMBER}\\s*(?:-|–|to|and)\\s*${NUMBER} words`, 'gi'), prompts) ?? []
  const phrases = [...whole.matchAll(QUOTES)].map((groups) => groups.slice(1).find(Boolean)!.trim())
  const quoted = [...new Set(phrases)].slice(0, MOST_QUOTED)
  const topic = topicOf(prompts) ?? quoted[0]
  const said = number(new RegExp(`${RANGE}\\s+(?:[a-z]+ )?sentences?`, 'gi'))
  const sentences = said ?? (ONE_SENTENCE.test(whole) ? 1 : undefined)
  const paragraphs = number(new RegExp(`${RANGE}\\s+(?:[a-z]+ )?paragraphs?`, 'gi'))
  return {
    quoted,
    ...(topic === undefined ? {} : { topic }),
    form: ONE_WORD.test(whole) ? 'word' : /\b(?:question|query|queries)\b/i.test(whole) ? 'question' : 'text',
    tone: toneOf(whole),
    ...(sentences === undefined ? {} : { sentences }),
    ...(paragraphs === undefined ? {} : { paragraphs }),
    ...((count(low) ?? least) === undefined ? {} : { leastWords: count(low) ?? least! }),
    ...((count(high) ?? most) === undefined ? {} : { mostWords: count(high) ?? most! }),
  }
}

/** A few words for it in languages other than English. */
const ONE_SENTENCE = /\b(?:einen Satz|une phrase|una frase|uma frase|un frase)\b|一文/i
const ONE_WORD = /\b(?:one|a single) word\b|\b(?:ein Wort|un mot|una palabra|uma palavra)\b/i

const toneOf = (text: string) =>
  /\b(?:negative|bad|angry|complain\w*|unhappy|sad|critical)\b/i.test(text)
    ? 'bad'
    : /\b(?:positive|good|happy|praise|enthusiastic|glowing)\b/i.test(text)
      ? 'good'
      : 'plain'

function topicOf(prompts: readonly string[]): string | undefined {
  for (const prompt of prompts) {
    for (const [, found] of prompt.matchAll(TOPIC)) {
      const topic = found!
        .replace(LEAD, '')
        .replace(STOP, '')
        .replace(/^(?:an?|some) /i, 'the ')
        .trim()
      if (topic.length > 2 && !/^(?:\d+|an?|the|some|your|our|my)$/i.test(topic)) return topic
    }
  }
  return undefined
}
