import { cpus } from 'node:os'
import { codeParts } from '../../shared/proof/code-parts.ts'
import { type Judged, judged } from '../../shared/proof/verdict.ts'
import { type DatasetFolder, PARTS } from './probe-folder.ts'
import { rowsOfFile, type TableRow } from './probe-table.ts'
import { Interpreter, type Limits } from './verify-interpreter.ts'

export interface VerifiedRow {
  id: string
  row: TableRow
  judged: Judged
}

export interface RowsToVerify {
  dataset: DatasetFolder
  limits: Limits
  /** At most so many. */
  count?: number
  /** Where the code is, `text` unless given. */
  codeColumn: string
  testsColumn: string
}

/** Rows that are in the works, for each interpreter: a row that waits for a limit does not hold up those behind it. */
const AHEAD = 16

/** Python takes a second of processor to start, and some 100 MB. */
export const interpretersHere = (): number => Math.max(1, Math.min(4, Math.floor(cpus().length / 2)))

/** Each row of all splits in its order, with what became of its code. */
export async function* verifiedRows(asked: RowsToVerify): AsyncGenerator<VerifiedRow> {
  const interpreters = Array.from({ length: interpretersHere() }, () => new Interpreter(asked.limits))
  const queues = interpreters.map(() => Promise.resolve())
  const waiting: Promise<VerifiedRow>[] = []
  let next = 0
  try {
    for await (const row of rowsToVerify(asked)) {
      const at = next % interpreters.length
      next += 1
      const verified = queues[at]!.then(() => verifiedRow(row, interpreters[at]!, asked))
      queues[at] = verified.then(
        () => {},
        () => {},
      )
      verified.catch(() => {})
      waiting.push(verified)
      if (waiting.length >= AHEAD * interpreters.length) yield await waiting.shift()!
    }
    while (waiting.length > 0) yield await waiting.shift()!
  } finally {
    for (const each of interpreters) each.close()
  }
}

async function* rowsToVerify({ dataset, count = Number.POSITIVE_INFINITY }: RowsToVerify): AsyncGenerator<TableRow> {
  let given = 0
  for (const file of PARTS.flatMap((part) => dataset.files[part])) {
    for await (const row of rowsOfFile(file)) {
      if (given >= count) return
      given += 1
      yield { id: `row-${given}`, ...row }
    }
  }
}

async function verifiedRow(row: TableRow, interpreter: Interpreter, asked: RowsToVerify): Promise<VerifiedRow> {
  return { id: String(row['id']), row, judged: await judgedRow(row, interpreter, asked) }
}

async function judgedRow(
  row: TableRow,
  interpreter: Interpreter,
  { limits, codeColumn, testsColumn }: RowsToVerify,
): Promise<Judged> {
  const [code, tests] = [row[codeColumn], row[testsColumn]]
  if (typeof code !== 'string') return { verdict: 'not-run', reason: `has no text in "${codeColumn}"`, claims: 0 }
  const { parts, reason } = codeParts(code, typeof tests === 'string' ? tests : undefined)
  if (parts === undefined) return { verdict: 'not-run', reason, claims: 0 }
  return judged(parts, await interpreter.run(parts), limits)
}
