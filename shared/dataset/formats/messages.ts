import { type Cells, type Converter, jsonLine } from './format.ts'

/**
 * `{"messages": [{"role", "content"}]}` a line: fine-tuning of OpenAI
 * (https://platform.openai.com/docs/guides/supervised-fine-tuning) and conversations of TRL
 * (https://huggingface.co/docs/trl/dataset_formats).
 */
export const messages = (cells: Cells): Converter => ({
  pieces(row, split) {
    const conversation = cells.messages(row)
    return conversation.length === 0 ? [] : jsonLine(split, { messages: conversation })
  },
})
