import type { Manifest } from '../block.ts'
import type { CostReport } from '../cost-report.ts'
import type { Measures } from '../measures/measures.ts'
import { diversityVerdict, findings, type Tone } from './findings.ts'
import { type Html, html, nothing } from './html.ts'
import { mark } from './parts.ts'
import { count, duration, percent, tenths, usd } from './wording.ts'

/** The first screen: what there is, what it cost, whether it did as asked, whether it is diverse. */
export function glance(manifest: Omit<Manifest, 'files'>, cost: CostReport, measures: Measures): Html {
  return html`
<header class="top">
<p class="kicker">Dataset report</p>
<h1>${manifest.name}</h1>
<p class="facts">${facts(manifest)}</p>
${manifest.note === undefined ? nothing : html`<p class="banner" role="note"><strong>Not for training.</strong> ${manifest.note}</p>`}
</header>
<section id="glance" aria-label="At a glance">
<dl class="tiles">
${tile('Rows', rowsFigure(measures), rowsWords(manifest, measures), rowsTone(manifest, measures))}
${tile(cost.charged ? 'Money' : 'Money, if it were charged', moneyFigure(cost), moneyWords(cost), cost.total.possiblyNanoUsd ? 'look' : 'good')}
${tile('Did as asked', asAsked(measures), asAskedWords(measures), askedTone(measures))}
${diversityTile(measures)}
</dl>
<h2 class="small">What to know before you train on it</h2>
<ul class="findings">${findings(measures).map(({ tone, text }) => html`<li>${mark(tone)}<span>${text}</span></li>`)}</ul>
</section>`
}

const tile = (name: string, figure: string, words: string, tone: Tone, kind = ''): Html => html`
<div class="tile ${tone} ${kind}"><dt>${name}</dt><dd class="big">${figure}</dd><dd class="words">${words}</dd></div>`

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

function facts({ version, model, endpoint, startedAt, closedAt, closed, seed }: Omit<Manifest, 'files'>): string {
  const took = duration(Date.parse(closedAt) - Date.parse(startedAt))
  return [
    endpoint === 'offline' ? `offline grammar in place of ${model}` : model,
    `${DATE.format(new Date(startedAt))}, in ${took}`,
    closed === 'complete' ? 'complete' : `closed: ${closed}`,
    `seed ${seed}`,
    `version ${version}`,
  ].join(' · ')
}

const rowsFigure = ({ rows }: Measures): string => count(rows)

function rowsWords({ counts }: Omit<Manifest, 'files'>, { rows, samples, lengths }: Measures): string {
  const of =
    counts.accepted < counts.requested
      ? `${count(counts.accepted)} of ${count(counts.requested)} samples asked for; `
      : ''
  const several = rows === samples.accepted ? '' : `of ${count(samples.accepted)} samples; `
  return `${of || several}${lengths.words === null ? 'no text' : `median ${tenths(lengths.words.median)} words`}`
}

const rowsTone = ({ counts }: Omit<Manifest, 'files'>, { rows }: Measures): Tone =>
  rows === 0 ? 'bad' : counts.accepted < counts.requested ? 'look' : 'good'

const moneyFigure = ({ total }: CostReport): string => usd(total.confirmedUsd)

function moneyWords({ total, perAcceptedRow, rows, unpriced }: CostReport): string {
  if (total.confirmedUsd === null) return `no price is known for ${unpriced.join(', ')}`
  const possibly = total.possiblyNanoUsd ? `; at most ${usd(total.possiblyUsd)} more` : ''
  if (rows === 0) return `no row came of it${possibly}`
  return `${usd((perAcceptedRow.confirmedUsd ?? 0) * 1000)} per 1,000 rows${possibly}`
}

const asAsked = ({ adherence: { allAtOnce } }: Measures): string =>
  allAtOnce.of === 0 ? '–' : percent(allAtOnce.share)

function asAskedWords({ adherence: { allAtOnce }, samples }: Measures): string {
  if (allAtOnce.of === 0) return 'nothing was answered'
  return `met every required check at first; ${percent(samples.all === 0 ? 0 : samples.accepted / samples.all)} in the end`
}

function askedTone({ adherence: { allAtOnce } }: Measures): Tone {
  if (allAtOnce.of === 0) return 'bad'
  return allAtOnce.share >= 0.8 ? 'good' : allAtOnce.share >= 0.5 ? 'look' : 'bad'
}

function diversityTile(measures: Measures): Html {
  const { tone, text } = diversityVerdict(measures)
  const { words, texts } = measures.texts
  return tile('Diversity', text, `${count(words.distinct)} different words in ${count(texts)} texts`, tone, 'said')
}
