import { withoutCode } from './fences.ts'
import { SPEECH_VERB } from './speech.ts'

// After these a full stop ends no sentence, whatever follows.
const ABBREVIATION =
  /(?:^|[\s("'“‘[])(?:mr|mrs|ms|mx|dr|prof|st|mt|rev|gen|col|capt|lt|sgt|hon|gov|sen|messrs|vs|e\.g|i\.e|cf|fig|figs|eq|sec|art|vol|approx|z\.\s?b|d\.\s?h|bzw|u\.a)\.$/i
const INITIAL = /(?:^|[\s("'“‘.[])(?!I\.)\p{Lu}\.$/u
const NUMBER = /(?:^|[\s("'“‘[])(?:no|nos|p|pp|ch)\.$/i

let segmenter: Intl.Segmenter | undefined

/**
 * The sentences of a text as a reader would count them. The rules of Unicode (UAX 29) part them; what those part too much is
 * joined again: titles and initials ("Dr. J. Brown"), what somebody said and who said it ("“Stop!” said Mom."), numbers of a
 * list, and lines broken within a sentence. Code and Markdown headings are no sentences.
 */
export function sentencesOf(text: string): string[] {
  const prose = withoutCode(text)
    .replace(/^[ \t]*#{1,6}[ \t].*$/gm, '')
    .replace(/…/g, '...')
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' })
  const sentences: string[] = []
  // By places: to look at the end of a text that grows piece by piece would copy it each time.
  let [start, end] = [0, 0]
  for (const { segment, index } of segmenter.segment(prose)) {
    if (end > start && !goesOn(prose, start, end, segment)) {
      sentences.push(prose.slice(start, end))
      start = end
    }
    // Blanks before the first word belong to no sentence, and are not looked at again.
    end = index + segment.length
    if (segment.trim() === '' && start === index) start = end
  }
  sentences.push(prose.slice(start, end))
  return sentences.map((sentence) => sentence.trim()).filter(hasWord)
}

/** Scripts that mark no end of a sentence. */
export const isUnmarked = (text: string): boolean =>
  /[\p{Script=Thai}\p{Script=Lao}]/u.test(text) && !/[.!?。]/u.test(text)

const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** Characters on either side of a boundary that tell whether it is one. */
const SIDE = 40

function goesOn(prose: string, start: number, at: number, after: string): boolean {
  const left = prose.slice(Math.max(start, at - SIDE), at)
  const right = after.slice(0, SIDE)
  if (!hasWord(after)) return true
  if (at - start < SIDE && !hasWord(left)) return true
  if (/\n\s*\n\s*$/.test(left)) return false
  const end = left.trimEnd()
  if (ABBREVIATION.test(end) || INITIAL.test(end)) return true
  if (NUMBER.test(end) && /^\d/.test(right)) return true
  if (at - start < 8 && /^\s*\d{1,3}[.)]$/.test(end)) return true
  if (/^["'“‘«([—–-]{0,2}\s?\p{Ll}/u.test(right)) return true
  // "Stop!" Mom said.
  return /[!?.]["”’»']$/.test(end) && /^\p{Lu}[\p{L}']*(?:\s\p{Lu}[\p{L}']*)?\s\p{Ll}/u.test(right) && isSpeaker(right)
}

const isSpeaker = (text: string): boolean => SPEECH_VERB.test(text.split(/\s+/).slice(1, 3).join(' '))
