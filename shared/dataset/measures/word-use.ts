import { isEnglish } from '../../checks/english.ts'
import { formsOf } from '../../checks/inflection.ts'
import { withoutClitic } from '../../checks/wordstream.ts'
import { shareOf } from './figures.ts'

/** Which words of a list of the recipe the texts use, whether they were asked for there or not. */
export interface WordUse {
  entity: string
  words: number
  used: number
  share: number
  /** Some that no text uses, in the order of the list. */
  unused: string[]
}

export interface WordList {
  entity: string
  /** Each value as words in lower case. */
  values: readonly (readonly string[])[]
}

/** Words of a value at most: what is longer is a description, which no text quotes. */
export const MOST_WORDS = 3
const UNUSED_LISTED = 12

/** English words are found in every inflected form; others, and phrases, as they are. */
export function wordUse(lists: readonly WordList[], texts: Iterable<readonly string[]>): WordUse[] {
  const used = lists.map(({ values }) => new Uint8Array(values.length))
  const places = new Map<string, [list: number, value: number][]>()
  for (const [list, { values }] of lists.entries()) {
    for (const [value, words] of values.entries()) {
      for (const form of words.length === 1 ? [words[0]!, ...formsOf(words[0]!)] : [words.join(' ')]) {
        places.set(form, [...(places.get(form) ?? []), [list, value]])
      }
    }
  }
  const beginners = new Set(
    lists.flatMap(({ values }) => values.filter(({ length }) => length > 1).map(([first]) => first)),
  )
  const mark = (form: string): void => {
    const found = places.get(form)
    if (found === undefined) return
    for (const [list, value] of found) used[list]![value] = 1
    places.delete(form)
  }
  for (const words of texts) {
    for (let at = 0; at < words.length; at++) {
      mark(words[at]!)
      if (words[at]!.includes("'")) mark(withoutClitic(words[at]!))
      if (!beginners.has(words[at]!)) continue
      for (let n = 2; n <= MOST_WORDS && at + n <= words.length; n++) mark(words.slice(at, at + n).join(' '))
    }
  }
  return lists.map(({ entity, values }, list) => {
    const count = used[list]!.reduce((sum, is) => sum + is, 0)
    const unused = values.filter((_, value) => used[list]![value] === 0)
    return {
      entity,
      words: values.length,
      used: count,
      share: shareOf(count, values.length),
      unused: unused.slice(0, UNUSED_LISTED).map((words) => words.join(' ')),
    }
  })
}

/** Whether most of the texts are English. Those too short to tell count as neither. */
export function areEnglish(texts: readonly (readonly string[])[]): boolean {
  const telling = texts.filter((words) => words.length >= 20)
  return telling.length > 0 && telling.filter(isEnglish).length > telling.length / 2
}
