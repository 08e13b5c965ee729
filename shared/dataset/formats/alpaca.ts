import { type Cells, type Converter, jsonLine } from './format.ts'

/** `{"instruction", "input", "output"}` a line (https://github.com/tatsu-lab/stanford_alpaca#data-release). */
export const alpaca = (cells: Cells): Converter => ({
  pieces(row, split) {
    const [instruction, output] = [cells.text(row, 'prompt'), cells.text(row, 'completion')]
    if (instruction === '' || output === '') return []
    return jsonLine(split, { instruction, input: cells.text(row, 'input'), output })
  },
})
