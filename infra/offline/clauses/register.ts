import type { Chance } from '../chance.ts'

/** Before a sentence that begins with a name of a side or with what neither side may do. */
export const STARTS = {
  plain: [
    'Unless both sides agree otherwise in writing, ',
    'Subject to the rest of this agreement, ',
    'For the avoidance of doubt, ',
    'As long as this agreement lasts, ',
    'Whatever else this agreement says, ',
  ],
  archaic: [
    'Notwithstanding anything herein contained to the contrary, ',
    'The parties hereto hereby covenant and agree that ',
    'Save as is otherwise expressly provided herein, ',
    'It is hereby agreed and declared that ',
    'Subject always to the provisions hereof, ',
    'In consideration of the mutual covenants herein contained, ',
  ],
} as const

/** Said of any clause, and so of no type. */
export const TAILS: readonly string[] = [
  'This duty binds both sides until every order that was placed under this agreement has been carried out in full.',
  'A notice under this paragraph must be in writing, signed, and sent to the address that stands at the head of this agreement.',
  'If a part of this paragraph proves to be void, the rest of it stands, and the void part is read so as to come nearest to its purpose.',
  'A side that does not use a right under this paragraph at once does not lose it for that reason.',
  'What this paragraph says of a side applies in the same way to its legal successors.',
  'The parties have talked this paragraph over and each had the chance to take advice on it.',
]

const ARCHAIC: readonly [RegExp, string][] = [
  [/\bunder this agreement\b/g, 'hereunder'],
  [/\bunder it\b/g, 'thereunder'],
  [/\bin this agreement\b/g, 'herein'],
  [/\bto this agreement\b/g, 'hereto'],
  [/\bof this agreement\b/g, 'hereof'],
  [/\bfrom this agreement\b/g, 'herefrom'],
  [/\bunder this paragraph\b/g, 'hereunder'],
  [/\b[Ii]n this way\b/g, 'as aforesaid'],
  [/\bof it\b/g, 'thereof'],
  [/\bfrom it\b/g, 'therefrom'],
  [/\bmust\b/g, 'shall'],
  [/\bmay not\b/g, 'shall not'],
  [/\bmay only\b/g, 'shall only'],
  [/\bat once\b/g, 'forthwith'],
  [/\bwithout delay\b/g, 'forthwith'],
  [/\bIf\b/g, 'In the event that'],
  [/\bif\b/g, 'in the event that'],
  [/\bbecause of\b/g, 'by reason of'],
  [/\bends\b/g, 'shall have terminated'],
  [/\bend this agreement\b/g, 'terminate this Agreement'],
  [/\bthis agreement\b/g, 'this Agreement'],
  [/\banybody else\b/g, 'any other person whomsoever'],
  [/\bafter\b/g, 'following'],
  [/\babout\b/g, 'in respect of'],
  [/\bbefore\b/g, 'prior to'],
  [/\bthe other\b/g, 'the other party'],
]

const DELICATE = ['following', 'prior to', 'the other party']

// Where the word that follows makes the old form wrong.
const KEPT =
  /\b(?:after|before) (?:it|that|the end|they|its|he|she|two|this|one|a)\b|, after|existed before|, before\b|\bbefore[,.]|what (?:it )?knew before|months before|other than|the other (?:side|without)/

/** The sentence in the old style. */
export function archaic(sentence: string): string {
  const replaced = ARCHAIC.filter(([, old]) => !(DELICATE.includes(old) && KEPT.test(sentence)))
  return replaced.reduce((text, [pattern, old]) => text.replace(pattern, old), sentence)
}

const STARTABLE = /^(?:The (?!which)|Neither|No |Each|Either|All|A |An )/

/** With a beginning of the register's own, where the sentence takes one. */
export function begun(sentence: string, register: keyof typeof STARTS, chance: Chance): string {
  if (!STARTABLE.test(sentence)) return sentence
  return `${chance.pick(STARTS[register])}${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
}
