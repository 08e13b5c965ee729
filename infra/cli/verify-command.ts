import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createGzip } from 'node:zlib'
import { CODE_VERDICTS, type CodeVerdict } from '../../shared/proof/verdict.ts'
import type { ApiOption } from './api-address.ts'
import { columns, lineWidth, paragraph, styled } from './columns.ts'
import { hereOrPulled } from './dataset-place.ts'
import { EXIT, InputError } from './exit.ts'
import { type DatasetFolder, datasetIn } from './probe-folder.ts'
import { grouped } from './progress.ts'
import { terminalOf } from './terminal.ts'
import { type VerifiedRow, verifiedRows } from './verify-rows.ts'

/** Where datasets are, unless it is said. */
const OUT = 'out'

export interface VerifyOptions {
  /** A deployed API in place of the folder: the dataset is pulled into `out/`. */
  api?: ApiOption
  /** Of one row. */
  seconds: number
  megabytes: number
  count?: number
  codeColumn?: string
  testsColumn?: string
  out?: string
  json?: boolean
}

/** What `--json` prints, and `verified.json` holds. */
export interface Verified {
  dataset: { name: string; folder: string; version?: string }
  rows: number
  /** Results that were claimed and looked at, in all rows. */
  claims: number
  verdicts: Record<CodeVerdict, number>
  limits: { seconds: number; megabytes: number }
  /** Rows that did not pass, the first thousand. */
  failing: { id: string; verdict: CodeVerdict; reason: string }[]
}

const MOST_FAILING = 1_000
const SHOWN = 12

/** `fabula verify`: runs the code of a dataset. Throws `InputError` where there is none that can be run. */
export async function verify(meant: string | undefined, options: VerifyOptions): Promise<number> {
  const dataset = datasetIn((await hereOrPulled(meant, { api: options.api, out: OUT })) ?? OUT)
  const file = resolve(options.out ?? join(dataset.folder, 'verified.jsonl.gz'))
  const verified = await written(dataset, options, file)
  const summary = file.replace(/(\.jsonl)?(\.gz)?$/, '.json')
  await writeFile(summary, `${JSON.stringify(verified, undefined, 2)}\n`)
  console.log(
    options.json
      ? JSON.stringify({ ...verified, file, summary })
      : `${verifiedText(verified)}\n\nEach row with its verdict: ${file}`,
  )
  return EXIT.complete
}

/** Writes the rows with their verdicts, whole or not at all. */
async function written(dataset: DatasetFolder, options: VerifyOptions, file: string): Promise<Verified> {
  const { seconds, megabytes, count, codeColumn = 'text', testsColumn = 'tests' } = options
  const limits = { seconds, megabytes }
  const verdicts = Object.fromEntries(CODE_VERDICTS.map((verdict) => [verdict, 0])) as Verified['verdicts']
  const failing: Verified['failing'] = []
  const terminal = terminalOf(process.stderr, process.stdin)
  const part = `${file}.part`
  const zip = createGzip()
  const target = zip.pipe(createWriteStream(part))
  const ended = once(target, 'finish')
  ended.catch(() => {})
  let [rows, claims] = [0, 0]
  try {
    for await (const { id, row, judged } of verifiedRows({
      dataset,
      limits,
      codeColumn,
      testsColumn,
      ...(count && { count }),
    })) {
      rows += 1
      claims += judged.claims
      verdicts[judged.verdict] += 1
      if (judged.verdict !== 'pass' && failing.length < MOST_FAILING)
        failing.push({ id, verdict: judged.verdict, reason: judged.reason })
      if (!zip.write(`${JSON.stringify(withVerdict({ row, judged }))}\n`)) await once(zip, 'drain')
      if (terminal.isLive) terminal.status(`${grouped(rows)} rows: ${countsInWords(verdicts)}`)
    }
    if (rows === 0) throw new InputError(`${dataset.folder} has no rows.`)
    if (
      rows === verdicts['not-run'] &&
      failing.every(({ reason }) => reason === 'has no code' || reason.startsWith('has no text'))
    ) {
      throw new InputError(
        `No row of ${dataset.folder} has code in "${codeColumn}"; --code-column names another column.`,
      )
    }
    zip.end()
    await ended
    await rename(part, file)
  } finally {
    if (terminal.isLive) terminal.status('')
    zip.destroy()
    target.destroy()
    await rm(part, { force: true })
  }
  const { name, folder, manifest } = dataset
  return {
    dataset: { name, folder, ...(manifest?.version !== undefined && { version: manifest.version }) },
    ...{ rows, claims, verdicts, limits, failing },
  }
}

/** Columns that the row has already keep their meaning. */
function withVerdict({ row, judged: { verdict, reason, claims } }: Omit<VerifiedRow, 'id'>): object {
  const name = (wanted: string) => (wanted in row ? `verify_${wanted}` : wanted)
  return { ...row, [name('verdict')]: verdict, [name('reason')]: reason, [name('claims')]: claims }
}

const countsInWords = (verdicts: Verified['verdicts']): string =>
  CODE_VERDICTS.filter((verdict) => verdicts[verdict] > 0)
    .map((verdict) => `${grouped(verdicts[verdict])} ${verdict}`)
    .join(', ')

const MEANING: Record<CodeVerdict, string> = {
  pass: 'runs, and every result that it claims holds',
  wrong: 'a comment, an example or a test says something else than what comes out',
  error: 'ends with an error, or reaches out of the interpreter',
  endless: 'does not end in time',
  memory: 'needs more memory than it may have',
  'not-run': 'no code, another language, or what is not there: packages, input, threads',
}

function verifiedText({ dataset, rows, claims, verdicts, failing, limits }: Verified): string {
  const lines = CODE_VERDICTS.map((verdict) => {
    const n = verdicts[verdict]
    return [verdict, grouped(n), `${((n / rows) * 100).toFixed(1)} %`, MEANING[verdict]]
  })
  const width = Math.max(0, ...failing.slice(0, SHOWN).map(({ id, verdict }) => id.length + verdict.length + 4))
  const told = failing
    .slice(0, SHOWN)
    .map(
      ({ id, verdict, reason }) =>
        `${styled('bold', id)}  ${verdict.padEnd(width - id.length - 2)}${paragraph(reason, lineWidth(), width, '')}`,
    )
  const all = rows - verdicts.pass
  return [
    `${styled('bold', dataset.name)}  ${styled('dim', dataset.folder)}`,
    paragraph(
      `${grouped(rows)} rows run by Python, ${limits.seconds} s and ${limits.megabytes} MB each; ${claims === 1 ? 'one result' : `${grouped(claims)} results`} that comments, examples and tests claim ${claims === 1 ? 'was' : 'were'} looked at.`,
      lineWidth(),
      0,
      '',
    ),
    columns([['verdict', 'rows', '', ''], ...lines], 'lrrl', 'dim').join('\n'),
    ...(told.length > 0 ? [told.join('\n')] : []),
    ...(all > told.length ? [styled('dim', `and ${grouped(all - told.length)} more that did not pass`)] : []),
  ].join('\n\n')
}
