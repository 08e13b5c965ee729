import type { Tested } from '../../shared/proof/classified.ts'
import { fixed, inWords, percent } from '../../shared/proof/findings.ts'
import type { LabelProof } from '../../shared/proof/probe.ts'
import type { RoundTrip } from '../../shared/proof/round-trip.ts'
import { barsChart, confusionChart, escaped } from './probe-chart.ts'
import type { Probed } from './probe-command.ts'
import { TEST_FROM, VERDICTS } from './probe-text.ts'

/** One page that needs nothing else: no script, and no request leaves it. */
export function probePage(probed: Probed): string {
  const { dataset, labels, queries, left } = probed
  const title = `Probe of ${escaped(dataset.name)}`
  const parts = [
    `<h1>${title}</h1>`,
    about(probed),
    ...(queries ? [queryPart(queries)] : []),
    ...(labels.length > 1 ? [overview(labels)] : []),
    ...labels.map(labelPart),
    ...(left.length > 0
      ? [
          `<p class="quiet">Not probed: ${left.map(({ name, why }) => `${escaped(name)} (${escaped(why)})`).join(', ')}.</p>`,
        ]
      : []),
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body><main>
${parts.join('\n')}
</main></body>
</html>
`
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #d7dbe0; --quiet: #57606a; --warn: #fff5d6; --warn-line: #d9a400 }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --paper: #14171b; --line: #343a41; --quiet: #9aa4af; --warn: #322a10; --warn-line: #b98c08 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1 { font-size: 1.6rem; margin: 0 0 .5rem } h2 { margin: 2.5rem 0 .5rem; font-size: 1.25rem } h3 { margin: 1.25rem 0 .25rem; font-size: 1rem }
svg { display: block; width: 100%; height: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .2rem .7rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap } th:first-child, td:first-child { text-align: left } td:first-child { white-space: normal; min-width: 6rem }
th { font-weight: 600; color: var(--quiet) }
.wide { overflow-x: auto } .quiet { color: var(--quiet) } .pair { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; align-items: start } .pair > * { min-width: 0; flex: 0 1 auto } .pair > .picture { flex: 1 1 18rem; max-width: 40rem }
.warn { margin: .5rem 0; padding: .5rem .8rem; background: var(--warn); border-left: 4px solid var(--warn-line) }
code { padding: .05rem .3rem; border: 1px solid var(--line); border-radius: 3px }
`

function about({ dataset, rows, real, labels }: Probed): string {
  const lines = [`<p class="quiet">${escaped(dataset.folder)}</p>`]
  if (dataset.note !== undefined) lines.push(warn(dataset.note))
  if (labels.length > 0) {
    lines.push(
      `<p>A linear model of words and pairs of words learned from ${count(rows.train)} rows. It was tested on ${count(rows.test)}: ${TEST_FROM[rows.testFrom]}.${rows.used < rows.all ? ` ${count(rows.used)} of ${count(rows.all)} rows were looked at.` : ''}</p>`,
    )
    if (rows.twins > 0)
      lines.push(warn(`${count(rows.twins)} of ${count(rows.test)} test rows have the very text of a training row.`))
  }
  if (real) lines.push(`<p>Real text: ${count(real.rows)} rows of <code>${escaped(real.file)}</code>.</p>`)
  return lines.join('\n')
}

const count = (n: number): string => n.toLocaleString('en-US')

const warn = (message: string): string => `<p class="warn">${escaped(message)}</p>`

function overview(labels: readonly LabelProof[]): string {
  const hasReal = labels.some(({ real }) => real)
  const bars = labels.map(({ label, test, real }) => ({
    name: label,
    values: hasReal ? [test.accuracy, real?.accuracy ?? null, test.commonest] : [test.accuracy, test.commonest],
  }))
  const series = hasReal
    ? ['right on its test', 'right on real text', 'always the commonest']
    : ['right', 'always the commonest']
  const heads = [
    'label',
    'classes',
    'right',
    'commonest',
    'macro-F1',
    'luck p',
    ...(hasReal ? ['real', 'macro-F1'] : []),
    'verdict',
  ]
  const lines = labels.map(({ label, classes, test, real, verdict }) => [
    ...[
      label,
      String(classes.length),
      percent(test.accuracy),
      percent(test.commonest),
      fixed(test.macroF1),
      inWords(test.chance),
    ],
    ...(hasReal ? [real ? percent(real.accuracy) : '', real ? fixed(real.macroF1) : ''] : []),
    VERDICTS[verdict],
  ])
  return `<h2>All labels</h2>\n${barsChart(series, bars, 'Share of right answers by label')}\n${table(heads, lines)}`
}

function labelPart(proof: LabelProof): string {
  const { label, test, real, findings, telling } = proof
  const words = telling
    .filter(({ grams }) => grams.length > 0)
    .slice(0, 12)
    .map(
      ({ name, grams }) =>
        `<li>${escaped(name)}: ${grams.map((gram) => `<code>${escaped(gram)}</code>`).join(' ')}</li>`,
    )
  return [
    `<h2>${escaped(label)}</h2>`,
    ...findings.map(({ message }) => warn(`${message}.`)),
    testPart(real ? 'On its test rows' : '', label, test),
    ...(real ? [testPart('On real text', label, real)] : []),
    ...(words.length > 0 ? [`<h3>What speaks for each</h3><ul>${words.join('')}</ul>`] : []),
  ].join('\n')
}

function testPart(heading: string, label: string, test: Tested): string {
  const { rows, accuracy, interval, commonest, macroF1, exact, classes, confusion } = test
  if (rows === 0) return `${heading && `<h3>${heading}</h3>`}<p>No row.</p>`
  const sure = interval ? ` (95 %: ${percent(interval[0])} to ${percent(interval[1])})` : ''
  const whole = exact === undefined ? '' : ` Every value is right in ${percent(exact)} of the rows.`
  const names = classes.map(({ name }) => name)
  const picture =
    confusion === null
      ? barsChart(
          ['precision', 'recall'],
          classes.map(({ name, precision, recall }) => ({ name, values: [precision, recall] })),
          `Precision and recall of ${label}`,
        )
      : confusionChart(names, confusion, `Confusion of ${label}: rows are what is true, columns what was answered`)
  const told = (n: number | null) => (n === null ? '–' : fixed(n))
  const lines = classes.map(({ name, precision, recall, f1, support }) => [
    name,
    told(precision),
    told(recall),
    told(f1),
    count(support),
  ])
  return `${heading && `<h3>${heading}</h3>`}
<p><strong>${percent(accuracy)}</strong> ${confusion === null ? 'of all yes and no right' : 'right'}${sure}, ${percent(commonest)} by always the commonest; macro-F1 <strong>${fixed(macroF1)}</strong>; ${count(rows)} rows.${whole}</p>
<div class="pair"><div class="picture">${picture}</div>${table(['', 'precision', 'recall', 'F1', 'rows'], lines)}</div>`
}

function table(heads: readonly string[], lines: readonly (readonly string[])[]): string {
  const cells = (kind: 'th' | 'td', line: readonly string[]) =>
    line.map((cell) => `<${kind}>${escaped(cell)}</${kind}>`).join('')
  return `<div class="wide"><table><thead><tr>${cells('th', heads)}</tr></thead><tbody>${lines.map((line) => `<tr>${cells('td', line)}</tr>`).join('')}</tbody></table></div>`
}

function queryPart({ queries, documents, at1, at10, mrr, byLot, kinds, lost, findings }: RoundTrip): string {
  const bars = [
    { name: 'all', values: [at1, at10] },
    ...kinds.map((kind) => ({ name: kind.name, values: [kind.at1, kind.at10] })),
  ]
  const lines = [
    ['all', count(queries), percent(at1), percent(at10), fixed(mrr)],
    ['by lot', '', percent(byLot.at1), percent(byLot.at10), ''],
    ...kinds.map((kind) => [kind.name, count(kind.queries), percent(kind.at1), percent(kind.at10), fixed(kind.mrr)]),
  ]
  const missed = lost.map(({ text, document, rank }) => [
    text,
    document,
    rank === null ? 'shares no word' : String(rank),
  ])
  return [
    '<h2>Do queries find their documents?</h2>',
    `<p>BM25 looked for each of ${count(queries)} queries in ${count(documents)} documents.</p>`,
    ...findings.map(({ message }) => warn(`${message}.`)),
    barsChart(['first', 'among ten'], bars, 'Share of queries that find their document'),
    table(['queries', 'rows', 'first', 'among ten', 'MRR'], lines),
    ...(missed.length > 0 ? ['<h3>Not among ten</h3>', table(['query', 'document', 'rank'], missed)] : []),
  ].join('\n')
}
