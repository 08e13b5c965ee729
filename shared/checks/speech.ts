import { isUnspaced } from './wordstream.ts'

const MARK = /["“”„‟«»「」『』]|''|``/gu
export const SPEECH_VERB =
  /\b(?:said|say|says|saying|ask(?:s|ed)?|answer(?:s|ed)?|repl(?:y|ies|ied)|shout(?:s|ed|ing)?|yell(?:s|ed|ing)?|cr(?:y|ies|ied)|call(?:s|ed) (?:out|back)|whisper(?:s|ed|ing)?|exclaim(?:s|ed)?|mumbl(?:es?|ed)|mutter(?:s|ed)?|scream(?:s|ed|ing)?|laugh(?:s|ed)|sang|told|tells|thought|added|giggled|begged|roared|barked|meowed)\b/i
const ENDS_WITH_SPEECH_VERB = new RegExp(`${SPEECH_VERB.source}\\s*$`, 'i')
// What bears a name or an inscription between quotation marks, which nobody says.
const BEARER =
  /(?:\b(?:called|named|titled|entitled|nicknamed|words?|letters?|title|spelled|spelt|wrote|written|books?|poems?|songs?|games?|of|the|an?)|\b(?:signs?|labels?|notes?|books?|letters?|cards?|paper|it)\s+(?:said|says|read|reads))\s*[,:]?\s*$/i

/**
 * Somebody says something: at least one word in quotation marks (straight, curly, guillemets, single, also mismatched or never
 * closed), or a line that a dash leads. Names, titles and inscriptions in quotation marks are no speech.
 */
export function hasDialogue(text: string): boolean {
  return text.split(/\n+/).some((line) => isLedByDash(line) || hasSpeech(line) || hasSpeechInSingleQuotes(line))
}

// A hyphen also leads the items of a list, which seldom end as a sentence does.
const isLedByDash = (line: string): boolean => /^\s*(?:[—–―]|-(?=.*[.!?…]))\s*[¿¡]?\p{L}/u.test(line)

/** Characters before a quotation mark that tell what it is. */
const LEAD = 60

interface Mark {
  at: number
  end: number
  opens: boolean
  closes: boolean
}

function hasSpeech(line: string): boolean {
  const marks = marksOf(line)
  return marks.some((mark, k) => {
    const next = marks[k + 1]
    if (mark.opens) {
      return isSpeech(
        line.slice(Math.max(0, mark.at - LEAD), mark.at),
        line.slice(mark.at, mark.end),
        line.slice(mark.end, next?.at ?? line.length),
        line.slice(next?.end ?? line.length, (next?.end ?? line.length) + LEAD),
      )
    }
    // The opening mark was forgotten.
    return (
      k === 0 &&
      mark.closes &&
      /\p{L}[^.!?]*[,.!?…]\s?$/u.test(line.slice(Math.max(0, mark.at - LEAD), mark.at)) &&
      startsWithSpeaker(line.slice(mark.end))
    )
  })
}

function marksOf(line: string): Mark[] {
  return [...line.matchAll(MARK)].map((match) => {
    const [at, end] = [match.index, match.index + match[0].length]
    const [before, after] = [line.slice(Math.max(0, at - 1), at), line.slice(end, end + 2)]
    const inFront = /(?:^|[\s([—–:,-])$/u.test(before) && /^\s?[\p{L}\p{N}'‘’¿¡…—-]/u.test(after)
    const explicit = /[“„«「『]/.test(match[0]) && /^\s?[\p{L}\p{N}'‘’¿¡…—-]/u.test(after)
    return { at, end, opens: (inFront && !/^\s/.test(after)) || explicit, closes: !/^[\p{L}\p{N}]/u.test(after) }
  })
}

const startsWithSpeaker = (after: string): boolean => SPEECH_VERB.test(after.slice(0, 40))

function isSpeech(before: string, mark: string, quoted: string, after: string): boolean {
  const isForeign = /[„«»「『]/.test(mark)
  const words = quoted.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []
  if (words.length === 0) return false
  if (BEARER.test(before)) return false
  if (/\b(?:sa(?:id|ys?)|asked|replied|shouted|whispered|cried|answered)\s*[,:]\s*$/i.test(before)) return true
  // Of other languages the verbs are not known: what begins a line there, or is no single word, is speech.
  if (isForeign && (words.length > 1 || isUnspaced(quoted) || before.trim() === '')) return true
  if (/[,.!?…—-]\s?$/u.test(quoted) || /[,:]\s*$/.test(before) || SPEECH_VERB.test(after.slice(0, 40))) return true
  if (ENDS_WITH_SPEECH_VERB.test(before)) return true
  // Several words that are not all capitalised are no title.
  return words.length > 2 && words.slice(1).some((word) => word.length > 3 && word === word.toLowerCase())
}

// Only what ends with punctuation inside: an apostrophe looks the same.
const hasSpeechInSingleQuotes = (line: string): boolean =>
  /(?:^|[\s([—–,:-])['‘](?=\p{L})[^\n]{0,1000}?[,.!?…—]['’](?=$|[\s),.;—–-])/u.test(line)
