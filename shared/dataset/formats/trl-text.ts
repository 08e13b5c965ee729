import { type Cells, type Converter, jsonLine } from './format.ts'

/** `{"text": …}` a line: language modeling of TRL (https://huggingface.co/docs/trl/dataset_formats). */
export const trlText = (_: Cells): Converter => ({
  pieces: ({ text }, split) => jsonLine(split, { text }),
})
