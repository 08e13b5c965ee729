import { type Cells, type Converter, jsonLine } from './format.ts'

/** `{"prompt": …, "completion": …}` a line (https://huggingface.co/docs/trl/dataset_formats). An input follows the prompt. */
export const trlPromptCompletion = (cells: Cells): Converter => ({
  pieces(row, split) {
    const [prompt, input, completion] = [
      cells.text(row, 'prompt'),
      cells.text(row, 'input'),
      cells.text(row, 'completion'),
    ]
    if (prompt === '' || completion === '') return []
    return jsonLine(split, { prompt: input === '' ? prompt : `${prompt}\n\n${input}`, completion })
  },
})
