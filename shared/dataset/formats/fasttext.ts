import type { Cells, Converter } from './format.ts'

const PREFIX = '__label__'

/** Labels end at a space. */
const labelOf = (value: string): string => `${PREFIX}${value.trim().replace(/\s+/g, '_')}`

/**
 * A line a row: its labels, then its text on one line (https://fasttext.cc/docs/en/supervised-tutorial.html). What looks
 * like a label in the text would be read as one, and loses its underscores.
 */
export const fasttext = (cells: Cells): Converter => ({
  pieces(row, split) {
    const labels = cells.list(row, 'label').map(labelOf)
    if (labels.length === 0) return []
    const text = (row['text'] as string).replaceAll(PREFIX, 'label ').replace(/\s+/g, ' ').trim()
    return [{ file: `${split}.txt`, text: `${labels.join(' ')} ${text}\n` }]
  },
})
