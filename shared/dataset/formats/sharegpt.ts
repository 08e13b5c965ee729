import { type Cells, type Converter, jsonLine } from './format.ts'

const SPEAKERS: Record<string, string> = { system: 'system', user: 'human', assistant: 'gpt', tool: 'observation' }

/** `{"id", "conversations": [{"from", "value"}]}` a line (https://github.com/lm-sys/FastChat, data/dummy_conversation.json). */
export const sharegpt = (cells: Cells): Converter => ({
  pieces(row, split) {
    const messages = cells.messages(row)
    if (messages.length === 0) return []
    const conversations = messages.map(({ role, content }) => ({ from: SPEAKERS[role] ?? role, value: content }))
    return jsonLine(split, { id: row['id'], conversations })
  },
})
