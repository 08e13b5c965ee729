import type { Tested } from '../../shared/proof/classified.ts'
import { fixed, inWords, percent } from '../../shared/proof/findings.ts'
import type { LabelProof } from '../../shared/proof/probe.ts'
import type { RoundTrip } from '../../shared/proof/round-trip.ts'
import { columns, lineWidth, paragraph, styled } from './columns.ts'
import type { Probed } from './probe-command.ts'
import { grouped } from './progress.ts'

/** For people. */
export function probeText(probed: Probed): string {
  const parts = [
    head(probed),
    ...(probed.queries ? [queryLines(probed.queries)] : []),
    ...(probed.labels.length > 1 ? [overview(probed.labels)] : []),
    ...probed.labels.map((label) => labelLines(label, probed.labels.length === 1)),
    ...(probed.left.length > 0 ? [[styled('dim', notProbed(probed.left))]] : []),
  ]
  return parts.map((lines) => lines.join('\n')).join('\n\n')
}

const wrapped = (text: string, first = ''): string => paragraph(text, lineWidth(), first.length, first)

export const TEST_FROM: Record<Probed['rows']['testFrom'], string> = {
  test: 'the test split',
  validation: 'the validation split, as there is no test split',
  'test and validation': 'the test and validation splits',
  'held out': 'a fifth of the rows, kept from training by a hash of their ids, as there is no test split',
}

function head({ dataset, rows, real, labels, queries }: Probed): string[] {
  const lines = [`${styled('bold', dataset.name)}  ${styled('dim', dataset.folder)}`]
  if (labels.length > 0 || queries === undefined) {
    lines.push(
      wrapped(
        `A linear model of words and pairs of words learned from ${grouped(rows.train)} rows; tested on ${grouped(rows.test)}: ${TEST_FROM[rows.testFrom]}.`,
      ),
    )
  }
  if (rows.used < rows.all) lines.push(`${grouped(rows.used)} of ${grouped(rows.all)} rows were looked at.`)
  if (real) {
    const named = Object.entries(real.columns).map(([label, column]) =>
      label === column ? label : `${label} in "${column}"`,
    )
    lines.push(
      wrapped(
        `Real text: ${grouped(real.rows)} rows of ${real.file}, text in "${real.textColumn}", ${named.join(', ')}.`,
      ),
    )
  }
  if (dataset.note !== undefined) lines.push(warning(dataset.note))
  if (rows.twins > 0 && labels.length > 0) {
    lines.push(
      warning(
        `${grouped(rows.twins)} of ${grouped(rows.test)} test rows have the very text of a training row: their answers were seen.`,
      ),
    )
  }
  return lines
}

const warning = (message: string): string => `${styled('yellow', '!')} ${paragraph(message, lineWidth(), 2, '')}`

export const VERDICTS: Record<LabelProof['verdict'], string> = {
  learned: 'learned',
  nothing: 'nothing learned',
  'no better than the commonest': 'no better than the commonest',
  'too few rows': 'too few rows',
}

function overview(labels: readonly LabelProof[]): string[] {
  const hasReal = labels.some(({ real }) => real)
  const lines = labels.map(({ label, classes, test, real, verdict }) => [
    label,
    String(classes.length),
    percent(test.accuracy),
    percent(test.commonest),
    fixed(test.macroF1),
    inWords(test.chance).replace('less than ', '<'),
    ...(hasReal ? [real ? percent(real.accuracy) : '', real ? fixed(real.macroF1) : ''] : []),
    VERDICTS[verdict],
  ])
  const heads = [
    'label',
    'classes',
    'right',
    'commonest',
    'macro-F1',
    'luck p',
    ...(hasReal ? ['real', 'macro-F1'] : []),
    '',
  ]
  return columns([heads, ...lines], `lrrrrr${hasReal ? 'rr' : ''}l`, 'dim')
}

/** `alone`: nothing else is told. A label that was not learned has no table worth its lines among others. */
function labelLines(proof: LabelProof, alone: boolean): string[] {
  const { label, test, real, findings, verdict } = proof
  const isShort = !alone && verdict !== 'learned' && real === undefined
  return [
    styled('bold', label),
    ...tested('test', proof, test).slice(0, isShort ? 1 : undefined),
    ...(real ? ['', ...tested('real', proof, real)] : []),
    ...findings.map(({ message }) => warning(`${message}.`)),
  ]
}

/** More do not fit in a line. */
const MOST_IN_MATRIX = 8
const MOST_LISTED = 15

function tested(on: 'test' | 'real', { kind }: LabelProof, result: Tested): string[] {
  if (result.rows === 0) return [`${on}: no row`]
  const { accuracy, interval, macroF1, commonest, exact } = result
  const sure = interval ? ` (95 %: ${percent(interval[0])} to ${percent(interval[1])})` : ''
  const what = kind === 'one' ? 'right' : 'of all yes and no right'
  const summary = `${on}: ${percent(accuracy)} ${what}${sure}, ${percent(commonest)} by always the commonest; macro-F1 ${fixed(macroF1)}${exact === undefined ? '' : `; every value right in ${percent(exact)} of the rows`}; ${grouped(result.rows)} rows`
  return [wrapped(summary), ...classTable(result)]
}

function classTable({ classes, confusion }: Tested): string[] {
  const shown = classes.slice(0, MOST_LISTED)
  const isMatrix = confusion !== null && classes.length <= MOST_IN_MATRIX
  const lines = shown.map(({ name, precision, recall, f1, support }, k) => [
    name,
    told(precision),
    told(recall),
    told(f1),
    grouped(support),
    ...(isMatrix ? ['', ...confusion[k]!.map((n) => (n === 0 ? '.' : grouped(n)))] : []),
  ])
  const heads = [
    '',
    'precision',
    'recall',
    'F1',
    'rows',
    ...(isMatrix ? ['taken for:', ...classes.map(({ name }) => clipped(name))] : []),
  ]
  const table = columns([heads, ...lines], `lrrrr${isMatrix ? `l${'r'.repeat(classes.length)}` : ''}`, 'dim')
  const more =
    classes.length > shown.length
      ? [styled('dim', `and ${classes.length - shown.length} more; --json and the page have all`)]
      : []
  return [
    ...table,
    ...more,
    ...(confusion !== null && !isMatrix
      ? mixedUp(
          classes.map(({ name }) => name),
          confusion,
        )
      : []),
  ]
}

/** The pairs that are taken for each other most. */
function mixedUp(names: readonly string[], confusion: readonly number[][]): string[] {
  const pairs = confusion.flatMap((row, truth) =>
    row.flatMap((n, guess) =>
      n > 0 && guess !== truth ? [{ n, words: `${names[truth]} for ${names[guess]} (${n})` }] : [],
    ),
  )
  const most = pairs.sort((a, b) => b.n - a.n).slice(0, 5)
  return most.length === 0
    ? []
    : [wrapped(`most often taken for another: ${most.map(({ words }) => words).join(', ')}`)]
}

const clipped = (name: string): string => (name.length > 12 ? `${name.slice(0, 11)}…` : name)

const told = (n: number | null): string => (n === null ? '-' : n.toFixed(2))

function queryLines(trip: RoundTrip): string[] {
  const { queries, documents, at1, at10, mrr, byLot, interval1, kinds, lost, findings } = trip
  const lines = [
    ['queries', 'rows', 'first', 'in ten', 'MRR'],
    ['all', grouped(queries), percent(at1), percent(at10), fixed(mrr)],
    ['by lot', '', percent(byLot.at1), percent(byLot.at10), ''],
    ...kinds.map((kind) => [kind.name, grouped(kind.queries), percent(kind.at1), percent(kind.at10), fixed(kind.mrr)]),
  ]
  return [
    wrapped(
      `BM25 looked for each of ${grouped(queries)} queries in ${grouped(documents)} documents: ${percent(at1)} find theirs first (95 %: ${percent(interval1[0])} to ${percent(interval1[1])}), ${percent(at10)} among ten; MRR ${fixed(mrr)}.`,
    ),
    ...columns(lines, 'lrrrr', 'dim'),
    ...(lost.length > 0
      ? [
          'not among ten:',
          ...lost
            .slice(0, 5)
            .map(
              ({ text, document, rank }) =>
                `  ${text}  ${styled('dim', `${document}${rank === null ? ', shares no word' : `, at ${rank}`}`)}`,
            ),
        ]
      : []),
    ...findings.map(({ message }) => warning(`${message}.`)),
  ]
}

const notProbed = (left: Probed['left']): string =>
  wrapped(`Not probed: ${left.map(({ name, why }) => `${name} (${why})`).join(', ')}.`)
