import type { Roles } from '../../recipe/formats.ts'
import type { Cell, Column, Message, Row } from '../row.ts'
import type { Split } from '../split.ts'

/** What a row adds to a file, whose every part begins with `head`. */
export interface Piece {
  /** Below the folder of the format: `train.jsonl`. */
  file: string
  head?: string
  text: string
}

/** Rows of one dataset into one format, given one by one. */
export interface Converter {
  /** Nothing of a row that lacks what the format is made of. */
  pieces(row: Row, split: Split): Piece[]
}

/** How cells of a row are found by what they are to a trainer. */
export class Cells {
  readonly #columns: readonly Column[]
  readonly #roles: Roles

  constructor(columns: readonly Column[], roles: Roles) {
    this.#columns = columns
    this.#roles = roles
  }

  get columns(): readonly Column[] {
    return this.#columns
  }

  has(role: keyof Roles): boolean {
    return this.#roles[role] !== undefined
  }

  /** As text; empty where the row has nothing. */
  text(row: Row, role: keyof Roles): string {
    return this.#cells(row, role)
      .map(textOf)
      .filter((text) => text !== '')
      .join(', ')
  }

  /** Each value for itself. */
  list(row: Row, role: keyof Roles): string[] {
    return this.#cells(row, role)
      .flatMap((cell) => (Array.isArray(cell) ? cell.map(textOf) : [textOf(cell)]))
      .filter((text) => text !== '')
  }

  /** The conversation of a row: its own, or its prompt and what came of it. */
  messages(row: Row): Message[] {
    const [own] = this.#cells(row, 'messages')
    if (Array.isArray(own) && own.length > 0 && typeof own[0] === 'object') return own as Message[]
    const [prompt, input, completion] = [
      this.text(row, 'prompt'),
      this.text(row, 'input'),
      this.text(row, 'completion'),
    ]
    if (prompt === '' || completion === '') return []
    const system = this.text(row, 'system')
    return [
      ...(system === '' ? [] : [{ role: 'system', content: system }]),
      { role: 'user', content: input === '' ? prompt : `${prompt}\n\n${input}` },
      { role: 'assistant', content: completion },
    ]
  }

  #cells(row: Row, role: keyof Roles): Cell[] {
    return (this.#roles[role] ?? []).map((label) => {
      if (label === 'text') return row['text'] ?? null
      const column = this.#columns.find((each) => each.label === label)
      return column === undefined ? null : (row[column.name] ?? null)
    })
  }
}

function textOf(cell: Cell | Message): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  return Array.isArray(cell) ? cell.map(textOf).join(', ') : cell.content
}

/** A JSON object a line, in a file for each split. */
export const jsonLine = (split: Split, value: object): Piece[] => [
  { file: `${split}.jsonl`, text: `${JSON.stringify(value)}\n` },
]
