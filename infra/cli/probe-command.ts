import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { canBeLearned, type Label, labelOf, MOST_CLASSES } from '../../shared/proof/labels.ts'
import { type LabelProof, proofs } from '../../shared/proof/probe.ts'
import { type Query, type RoundTrip, roundTrip } from '../../shared/proof/round-trip.ts'
import type { ApiOption } from './api-address.ts'
import { hereOrPulled } from './dataset-place.ts'
import { EXIT, InputError } from './exit.ts'
import { type DatasetFolder, datasetIn } from './probe-folder.ts'
import { type Real, realRows } from './probe-real.ts'
import { type ProbeRows, probeRows } from './probe-rows.ts'

/** Where datasets are, unless it is said. */
const OUT = 'out'

export interface ProbeOptions {
  /** A deployed API in place of the folder: the dataset is pulled into `out/`. */
  api?: ApiOption
  label?: string
  real?: string
  textColumn?: string
  labelColumn?: string
  map?: ReadonlyMap<string, string>
  out?: string
  json?: boolean
}

/** All that a probe found, as `--json` prints it. */
export interface Probed {
  dataset: { name: string; folder: string; version?: string; note?: string }
  rows: { all: number; used: number; train: number; test: number; testFrom: ProbeRows['testFrom']; twins: number }
  real?: { file: string; rows: number; textColumn: string; columns: Record<string, string> }
  labels: LabelProof[]
  /** Columns that were not learned, and why. */
  left: { name: string; why: string }[]
  queries?: RoundTrip
}

/** `fabula probe`: what a small model learns from a dataset. Throws `InputError` where there is nothing to probe. */
export async function probe(meant: string | undefined, options: ProbeOptions): Promise<number> {
  const dataset = datasetIn((await hereOrPulled(meant, { api: options.api, out: OUT })) ?? OUT)
  const probed = await probedDataset(dataset, options)
  const page = resolve(options.out ?? join(dataset.folder, 'probe.html'))
  const { probePage } = await import('./probe-page.ts')
  writeFileSync(page, probePage(probed))
  if (options.json) {
    console.log(JSON.stringify({ ...probed, page }))
  } else {
    const { probeText } = await import('./probe-text.ts')
    console.log(`${probeText(probed)}\n\nAs pictures: ${page}`)
  }
  return EXIT.complete
}

async function probedDataset(dataset: DatasetFolder, options: ProbeOptions): Promise<Probed> {
  const rows = await probeRows(
    dataset,
    options.textColumn !== undefined && options.real === undefined ? options.textColumn : 'text',
  )
  const found = rows.columns.filter((name) => name !== 'id' && name !== 'text').map((name) => labelOf(name, rows.train))
  const queries = options.label === undefined ? queriesIn([...rows.train, ...rows.test], rows.columns) : undefined
  const labels = queries !== undefined && options.real === undefined ? [] : chosen(found, options.label)
  if (labels.length === 0 && queries === undefined) throw new InputError(nothingToProbe(dataset, found))
  const real = options.real === undefined ? undefined : await realOf(options.real, options, labels)
  const { train, test, testFrom, twins, all, used } = rows
  const { manifest, name, folder } = dataset
  return {
    dataset: {
      ...{ name, folder },
      ...(manifest?.version !== undefined && { version: manifest.version }),
      ...(manifest?.note !== undefined && { note: manifest.note }),
    },
    rows: { all, used, train: train.length, test: test.length, testFrom, twins },
    ...(real && {
      real: { file: options.real!, rows: real.rows.length, textColumn: real.textColumn, columns: real.columns },
    }),
    labels: proofs({
      ...{ labels, train, test },
      ...(real && { real: { rows: real.rows, ...(options.map && { names: options.map }) } }),
    }),
    left: queries
      ? []
      : found.filter((each) => !labels.includes(each)).map((each) => ({ name: each.name, why: whyNot(each) })),
    ...(queries && { queries: roundTrip(queries.queries, queries.documents) }),
  }
}

/** Of labels that are asked for by name as many classes as a picture can hold at all. */
const MOST_ASKED = 2 * MOST_CLASSES

function chosen(found: readonly Label[], asked: string | undefined): Label[] {
  if (asked === undefined) return found.filter((label) => canBeLearned(label))
  const label =
    found.find(({ name }) => name === asked) ?? found.find(({ name }) => name.toLowerCase() === asked.toLowerCase())
  if (label === undefined) {
    throw new InputError(
      `There is no column "${asked}". There are: ${found.map(({ name }) => name).join(', ') || 'none but the text'}.`,
    )
  }
  if (canBeLearned(label, MOST_ASKED)) return [label]
  throw new InputError(
    `"${label.name}" has ${label.classes.length} values in the training rows, and should have 2 to ${MOST_ASKED}.`,
  )
}

const whyNot = ({ classes }: Label): string =>
  classes.length < 2
    ? 'the same in all rows'
    : `${classes.length > MOST_CLASSES ? `${classes.length} values` : 'not asked for'}`

const nothingToProbe = ({ folder }: DatasetFolder, found: readonly Label[]): string =>
  found.length === 0
    ? `${folder} has no label: a column beside the text. What can be probed are datasets with labels, and queries with their passages.`
    : `No column of ${folder} has 2 to ${MOST_CLASSES} values: ${found.map(({ name, classes }) => `${name} has ${classes.length}`).join(', ')}. --label NAME takes one with up to ${MOST_ASKED}.`

const realOf = (file: string, { textColumn, labelColumn }: ProbeOptions, labels: readonly Label[]): Promise<Real> =>
  realRows(
    { file, ...(textColumn !== undefined && { textColumn }), ...(labelColumn !== undefined && { labelColumn }) },
    labels,
  )

/** Rows of a retrieval set: each names its document, and holds its passage. */
function queriesIn(rows: ProbeRows['train'], columns: readonly string[]) {
  if (!columns.includes('document') || !columns.includes('passage')) return undefined
  const documents = new Map<string, string>()
  const queries = rows.flatMap(({ id, text, labels }): Query[] => {
    const { document, passage, title, kind } = labels
    if (typeof document !== 'string') return []
    if (typeof passage === 'string') {
      documents.set(document, [title, passage].filter((part) => typeof part === 'string').join('\n'))
    }
    return [{ id, text, document, ...(typeof kind === 'string' && { kind }) }]
  })
  return documents.size === 0 ? undefined : { queries, documents }
}
