import * as z from 'zod'
import { check } from './check.ts'
import { withoutCode } from './fences.ts'
import { LANGUAGES, languageCode, languageName, languageOf, loadDetector } from './languages.ts'
import { isUnspaced } from './wordstream.ts'

const isTemplate = (text: string): boolean => text.includes('{{') || text.includes('{%')

const options = z.strictObject({
  is: z
    .string()
    .min(1)
    .max(1000)
    .refine((is) => isTemplate(is) || languageCode(is) !== undefined, {
      message: `is no language that can be told; there are ${LANGUAGES.join(', ')}`,
    })
    .describe(
      'The language, by its code ("vi") or English name ("Vietnamese"); may be a Liquid template that renders to one.',
    ),
  max: z.number().min(0).max(1).optional().describe('Share of the text that may be in another language. Default 0.2.'),
})

type Options = z.infer<typeof options>

/** The text is in one language. */
export const language = check<Options>({
  name: 'language',
  summary: 'Is in the language named, code and names of places on the web aside; less than a few words is unverified.',
  options,
  templates: ({ is }) => (isTemplate(is) ? [is] : []),
  ready: loadDetector,
  judge({ text, render }, { is, max = 0.2 }) {
    const written = isTemplate(is) ? render(is) : is
    const wanted = languageCode(written)
    if (wanted === undefined)
      return { verdict: 'unverified', reason: `"${written.slice(0, 60)}" is no language that can be told` }
    const prose = withoutCode(text).replace(/\b(?:https?:\/\/|www\.)\S+/g, ' ')
    const letters = prose.match(/\p{L}/gu)?.length ?? 0
    if (letters < (isUnspaced(prose) ? 6 : 20)) return { verdict: 'unverified', reason: 'too short to tell' }
    const found = windowsOf(prose).flatMap((window) => languageOf(window) ?? [])
    // Where the detector is not sure that it is another language, it may be the one that was asked for.
    const others = found.filter(({ code, isReliable }) => isReliable && code !== wanted)
    const isSure = found.some(({ code, isReliable }) => isReliable || code === wanted)
    if (!isSure) return { verdict: 'unverified', reason: 'its language cannot be told' }
    const figure = { found: commonest(found.map(({ code }) => code)), other: round(others.length / found.length) }
    if (others.length <= max * found.length) return { verdict: 'pass', figure }
    const other = languageName(commonest(others.map(({ code }) => code)))
    return {
      verdict: 'fail',
      figure,
      reason:
        others.length === found.length
          ? `is ${other} instead of ${languageName(wanted)}`
          : `is partly ${other} (${Math.round(figure.other * 100)} %) instead of ${languageName(wanted)}`,
      advice: `Write all of it in ${languageName(wanted)}.`,
    }
  },
})

/** Characters that the detector looks at, and how many such pieces are taken of a text, evenly from its beginning to its end. */
const WINDOW = 200
const WINDOWS = 15

function windowsOf(prose: string): string[] {
  const text = prose.replace(/\s+/g, ' ').trim()
  const pieces = Math.max(1, Math.round(text.length / WINDOW))
  if (pieces <= WINDOWS) {
    const length = Math.ceil(text.length / pieces)
    return Array.from({ length: pieces }, (_, k) => text.slice(k * length, (k + 1) * length))
  }
  const step = (text.length - WINDOW) / (WINDOWS - 1)
  return Array.from({ length: WINDOWS }, (_, k) => text.slice(Math.floor(k * step), Math.floor(k * step) + WINDOW))
}

function commonest(codes: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0]
}

const round = (share: number): number => Math.round(share * 100) / 100
