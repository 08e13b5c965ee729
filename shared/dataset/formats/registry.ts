import { type FormatName, missingFor, type Roles } from '../../recipe/formats.ts'
import type { Column } from '../row.ts'
import { alpaca } from './alpaca.ts'
import { beir } from './beir.ts'
import { csv } from './csv.ts'
import { fasttext } from './fasttext.ts'
import { Cells, type Converter } from './format.ts'
import { messages } from './messages.ts'
import { pretraining } from './pretraining.ts'
import { sharegpt } from './sharegpt.ts'
import { tinystoriesInstruct } from './tinystories-instruct.ts'
import { trlPromptCompletion } from './trl-prompt-completion.ts'
import { trlText } from './trl-text.ts'

const converters: Record<FormatName, (cells: Cells) => Converter> = {
  openai: messages,
  'trl-text': trlText,
  'trl-messages': messages,
  'trl-prompt-completion': trlPromptCompletion,
  alpaca,
  sharegpt,
  beir,
  fasttext,
  pretraining,
  'tinystories-instruct': tinystoriesInstruct,
  csv,
}

/** What makes a format of rows with these columns, or what it would need of them. */
export function converterOf(
  format: FormatName,
  columns: readonly Column[],
  roles: Roles,
): { converter: Converter } | { missing: string } {
  const there = withColumns(roles, columns)
  const missing = missingFor(format, there)
  return missing === undefined ? { converter: converters[format](new Cells(columns, there)) } : { missing }
}

/** A conversation is one only where all rows have it as a list. */
function withColumns(roles: Roles, columns: readonly Column[]): Roles {
  const typed = columns.filter(({ type }) => type === 'messages').flatMap(({ label }) => label ?? [])
  const { messages: asked = typed.slice(0, 1), ...others } = roles
  const own = asked.filter((label) => typed.includes(label))
  return { ...others, ...(own.length > 0 && { messages: own }) }
}
