import { keyedHash, keyWords } from '../../draw/keyed-hash.ts'
import type { Cells, Converter } from './format.ts'
import { END_OF_TEXT, withoutMark } from './pretraining.ts'

const PARTS = [
  ['features', 'Features'],
  ['words', 'Words'],
  ['summary', 'Summary'],
  ['sentence', 'Random sentence'],
] as const

/**
 * Some of what a story was made of, at least one, in random order, then the story: so a model learns to write with any of them
 * (Eldan and Li 2023, section 4.3). Which and in what order follows from the row's id.
 */
export const tinystoriesInstruct = (cells: Cells): Converter => ({
  pieces(row, split) {
    const parts = PARTS.map(([role, title]) => ({
      title,
      text: cells.text(row, role).replace(/\s+/g, ' ').trim(),
    })).filter(({ text }) => text !== '')
    if (parts.length === 0) return []
    const [one = 0, other = 0] = keyWords('record', row['id'] as string)
    const chance = (n: number): number => keyedHash(n, one, other) / 2 ** 32
    const ordered = parts
      .map((part, n) => ({ part, place: chance(n) }))
      .sort((a, b) => a.place - b.place)
      .map(({ part }) => part)
    const some = ordered.slice(0, 1 + Math.floor(chance(PARTS.length) * ordered.length))
    const lines = some.map(({ title, text }) => `${title}: ${withoutMark(text)}\n`).join('')
    return [
      { file: `${split}.txt`, text: `${lines}Story: \n\n${withoutMark(row['text'] as string)}\n${END_OF_TEXT}\n` },
    ]
  },
})
