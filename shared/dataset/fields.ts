import type { Column } from './row.ts'

/** What a cell can be, in Parquet and in the words of Hugging Face alike. */
export type FieldType = 'string' | 'bool' | 'int64' | 'float64' | { list: FieldType } | { struct: Field[] }

export interface Field {
  name: string
  type: FieldType
  /** Never null. */
  required?: true
}

const MESSAGES: FieldType = {
  list: {
    struct: [
      { name: 'role', type: 'string', required: true },
      { name: 'content', type: 'string', required: true },
    ],
  },
}

const TYPES = { string: 'string', 'list<string>': { list: 'string' }, messages: MESSAGES } as const satisfies Record<
  Column['type'],
  FieldType
>

/** Of rows with these columns. */
export const rowFields = (columns: readonly Column[]): Field[] => [
  { name: 'id', type: 'string', required: true },
  { name: 'text', type: 'string', required: true },
  ...columns.map(({ name, type }) => ({ name, type: TYPES[type] })),
]
