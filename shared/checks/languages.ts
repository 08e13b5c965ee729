import type { eld } from 'eld/extrasmall'

/** What the detector can tell apart, by ISO 639-1. */
export const LANGUAGES =
  'am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko ku lo lt lv ml mr ms nl no or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh'.split(
    ' ',
  )

/** "Vietnamese" for "vi". */
export const languageName = (code: string): string => names().get(code) ?? code

/** The code of what a recipe calls a language: "vi", "VI", "vi-VN" or "Vietnamese". */
export function languageCode(written: string): string | undefined {
  const plain = written.trim().toLowerCase()
  const code = plain.replace(/[-_][a-z]{2,4}$/, '')
  if (LANGUAGES.includes(code)) return code
  for (const [each, name] of names()) if (name.toLowerCase() === plain) return each
  return undefined
}

let englishNames: Map<string, string> | undefined

function names(): Map<string, string> {
  if (englishNames === undefined) {
    const display = new Intl.DisplayNames('en', { type: 'language' })
    englishNames = new Map(LANGUAGES.map((code) => [code, display.of(code) ?? code]))
  }
  return englishNames
}

let detector: typeof eld | undefined

/** A quarter of a second and 90 MB, which only recipes that ask for it should pay. */
export async function loadDetector(): Promise<void> {
  detector ??= (await import('eld/extrasmall')).eld
}

/** The language of a text of which only the first 350 bytes are looked at; undefined where they do not tell. */
export function languageOf(text: string): { code: string; isReliable: boolean } | undefined {
  if (detector === undefined) throw new Error('the language detector is not loaded')
  const result = detector.detect(text)
  return result.language === '' ? undefined : { code: result.language, isReliable: result.isReliable() }
}
