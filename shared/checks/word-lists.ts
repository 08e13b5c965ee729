import { formsOfAll } from './english.ts'

/**
 * Lists of English words that nearly every reader of an age knows: `dale-chall`, about 2,950 words that four in five pupils
 * of the fourth grade know (Chall and Dale, 1995), and `spache`, about 1,050 for the first three grades (Spache, 1974).
 */
export type WordList = 'dale-chall' | 'spache'

const sources: Record<WordList, () => Promise<readonly string[]>> = {
  'dale-chall': async () => (await import('dale-chall')).daleChall,
  spache: async () => (await import('spache')).spache,
}

export const isWordList = (name: string): name is WordList => Object.hasOwn(sources, name)

const loaded = new Map<WordList, ReadonlySet<string>>()

export async function loadWordList(name: WordList): Promise<void> {
  if (!loaded.has(name)) loaded.set(name, formsOfAll(await sources[name]()))
}

/** Every word of a list with its inflections. */
export function wordList(name: WordList): ReadonlySet<string> {
  const forms = loaded.get(name)
  if (forms === undefined) throw new Error(`the list of words "${name}" is not loaded`)
  return forms
}
