import type { CostReport } from '../cost-report.ts'
import type { Measures } from '../measures/measures.ts'
import { funnel, histogram, moneyOf, outcomesOf } from './charts.ts'
import { type Html, html, nothing } from './html.ts'
import { bars, card, cards, section, table, wideCard } from './parts.ts'
import { compact, count, cut, percent, plural, usd } from './wording.ts'

export function moneySection(cost: CostReport, { course }: Measures): Html {
  const { byStage, byOutcome, total, untold } = cost
  const dearest = Math.max(1, ...byStage.map((stage) => spent(stage)))
  const known = total.confirmedNanoUsd !== null
  const lead = !known
    ? `No price is known for ${cost.unpriced.join(', ')}, so there are tokens and no money.`
    : cost.charged
      ? 'Confirmed is what the answers said they used. Possibly spent is for calls whose outcome nobody knows, at the most each can have cost.'
      : 'Nothing was charged: this is what the same tokens cost at the price of the model.'
  return section(
    'money',
    'Money',
    lead,
    cards(
      card(
        'By stage',
        bars([
          ...byStage.map((stage) => ({
            name: stage.stage,
            share: known ? spent(stage) / dearest : stage.tokens.output / Math.max(1, total.tokens.output),
            figure: known ? usd(spent(stage) / 1e9) : `${compact(stage.tokens.output)} out`,
          })),
          ...(spent(untold) > 0
            ? [
                {
                  name: 'attempts that died',
                  share: spent(untold) / dearest,
                  figure: usd(spent(untold) / 1e9),
                  tone: 'failed' as const,
                },
              ]
            : []),
        ]),
      ),
      known && course.length > 1
        ? card(
            'As the run went on',
            moneyOf(course),
            'Confirmed and possibly spent, by the number of the sample that it was for.',
          )
        : nothing,
      known
        ? card(
            'What came of it',
            bars(
              byOutcome.map(({ outcome, specs, ...own }) => ({
                name: OUTCOME_WORDS[outcome],
                share: spent(own) / Math.max(1, spent(total)),
                figure: `${usd(spent(own) / 1e9)} · ${count(specs)}`,
                tone: OUTCOME_TONES[outcome],
              })),
            ),
            perRow(cost),
          )
        : nothing,
      wideCard(
        'By outcome',
        table(
          'Money by outcome',
          [
            { title: 'outcome' },
            ...['samples', 'calls', 'tokens in', 'cached', 'tokens out', 'confirmed', 'possibly'].map((title) => ({
              title,
              figure: true,
            })),
          ],
          [
            ...byOutcome.map(({ outcome, specs, ...own }) => [outcome, count(specs), ...figures(own)]),
            ['all', count(cost.specs), ...figures(total)],
          ],
        ),
        `Amazon Web Services adds about ${usd(cost.aws.totalUsd)} at list prices of ${cost.aws.region}, by counts. cost.json has every figure to the last digit.`,
      ),
    ),
  )
}

const OUTCOME_WORDS = {
  accepted: 'rows of the dataset',
  rejected: 'samples that were rejected',
  failed: 'samples that failed',
  collected: 'collections to draw from',
}
const OUTCOME_TONES = { accepted: 'accent', rejected: 'rejected', failed: 'failed', collected: 'quiet' } as const

function perRow({ perAcceptedRow: { confirmedUsd, tokens } }: CostReport): string {
  if (confirmedUsd === null || tokens === null) return 'No row came of it.'
  return `A row cost ${usd(confirmedUsd)}, ${count(tokens.input)} tokens in and ${count(tokens.output)} out, with all that was lost on the way.`
}

type Spent = Pick<CostReport['total'], 'confirmedNanoUsd' | 'possiblyNanoUsd'>
const spent = ({ confirmedNanoUsd, possiblyNanoUsd }: Spent): number => (confirmedNanoUsd ?? 0) + (possiblyNanoUsd ?? 0)

const figures = ({ calls, tokens, confirmedUsd, possiblyUsd }: CostReport['total']): string[] => [
  count(calls),
  ...[tokens.input, tokens.cached, tokens.output].map(count),
  usd(confirmedUsd),
  usd(possiblyUsd),
]

export function outcomeSection({ adherence: { tries, reasons, checks }, course, samples }: Measures): Html {
  const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']
  const most = Math.max(1, ...reasons.map((reason) => reason.samples))
  return section(
    'outcome',
    'What came through',
    'A sample that fails a required check is asked again, with what was wrong; when its tries are used up it is rejected, and kept with its reason.',
    cards(
      card(
        'From asked to accepted',
        funnel([
          { name: 'asked for', samples: samples.all, color: 'quiet' },
          ...tries.accepted.map((n, at) => ({
            name: `right at ${ordinals[at] ?? `try ${at + 1}`}`,
            samples: n,
            color: 'accepted',
          })),
          { name: 'rejected', samples: tries.rejected, color: 'rejected' },
          { name: 'failed', samples: tries.failed, color: 'failed' },
        ]),
        'By the tries of the stage that took most.',
      ),
      course.length > 1 ? card('As the run went on', outcomesOf(course), legend()) : nothing,
      reasons.length === 0
        ? nothing
        : card(
            'Why samples were left out',
            bars(
              reasons.slice(0, 8).map((reason) => ({
                name: reasonName(reason),
                share: reason.samples / most,
                figure: count(reason.samples),
                tone: reason.state,
              })),
            ),
            `For one: ${cut(reasons[0]!.example, 200)}`,
          ),
      checks.length === 0
        ? nothing
        : wideCard(
            'Check by check',
            bars(
              checks.map(({ stage, check, required, first, kept }) => ({
                name: `${stage}: ${check}${required ? '' : ' (warns)'}`,
                share: first.share ?? 0,
                figure:
                  first.share === null
                    ? `${plural(first.unverified, 'text')}, no rule can tell`
                    : `${percent(first.share)} first, ${kept.share === null ? '–' : percent(kept.share)} kept`,
                ...(kept.share !== null && { behind: kept.share }),
              })),
            ),
            'Full colour: what the model did of itself, at first tries. Light: what is in the dataset. Checks that only warn let texts through.',
          ),
    ),
  )
}

const legend = (): string => 'From below: accepted, rejected, failed.'

const reasonName = ({ state, stage, check, example }: Measures['adherence']['reasons'][number]): string => {
  if (check !== null) return `${stage}: ${check}`
  return `${stage === null ? '' : `${stage}: `}${state === 'failed' ? cut(example, 60) : 'rejected'}`
}

export function labelSection({ labels, rows, splits }: Measures): Html {
  if (labels.length === 0 && Object.keys(splits).length === 0) return nothing
  return section(
    'labels',
    'Labels',
    `Of ${plural(rows, 'row')}. A row with several values of a label counts for each.`,
    cards(
      ...(Object.keys(splits).length === 0
        ? []
        : [
            card(
              'Splits',
              bars(Object.entries(splits).map(([name, n]) => ({ name, share: n / rows, figure: count(n) }))),
            ),
          ]),
      ...labels.map(({ label, distinct, values, rows: own, evenness }) => {
        if (distinct === null) {
          return card(
            label,
            html`<p class="note">Text of its own in ${plural(own, 'row')}: too many values to count.</p>`,
          )
        }
        const most = Math.max(0.0001, ...values.map(({ share }) => share))
        return card(
          label,
          bars(
            values.slice(0, 12).map(({ value, rows: n, share }) => ({
              name: cut(value, 60),
              share: share / most,
              figure: `${count(n)} · ${percent(share)}`,
            })),
          ),
          [
            distinct > 12 ? `The commonest 12 of ${count(distinct)} values.` : '',
            evenness === null ? '' : `Evenness ${evenness.toFixed(2)} (1: all alike often).`,
            own < rows ? `${count(rows - own)} rows have none.` : '',
          ]
            .filter(Boolean)
            .join(' '),
        )
      }),
    ),
  )
}

export function lengthSection({ lengths, texts, references }: Measures): Html {
  const published = references.find(({ figure }) => figure === 'tokens')
  // One far from ours would squeeze the picture.
  const mark = published === undefined || published.value > (texts.tokens?.mean ?? 0) * 6 ? undefined : published
  const markWords = mark === undefined ? '' : ` Red line: the mean of ${mark.dataset}, ${mark.value}.`
  return section(
    'lengths',
    'Lengths',
    'Of each text. The last bar holds everything beyond it, about one text in a hundred.',
    cards(
      lengths.words === null
        ? nothing
        : card('Words', histogram(lengths.words, { unit: 'words' }), spreadWords(lengths.words)),
      texts.tokens === null
        ? nothing
        : card(
            'Tokens',
            histogram(texts.tokens, { unit: 'tokens', mark: mark?.value }),
            `${spreadWords(texts.tokens)} Estimated, within a tenth or two, on ${plural(texts.texts, 'text')}.${markWords}`,
          ),
      texts.readingGrade === null
        ? nothing
        : card(
            'Reading level',
            histogram(texts.readingGrade, { unit: 'school grade (Flesch-Kincaid)' }),
            `${spreadWords(texts.readingGrade)} On ${plural(texts.readingGrade.count, 'text')} of English prose.`,
          ),
    ),
  )
}

const spreadWords = ({
  mean,
  p5,
  p95,
  min,
  max,
}: {
  mean: number
  p5: number
  p95: number
  min: number
  max: number
}): string =>
  `Mean ${round(mean)}; nine of ten between ${round(p5)} and ${round(p95)}; all between ${round(min)} and ${round(max)}.`

const round = (n: number): string => (n >= 100 ? count(n) : String(Math.round(n * 10) / 10))
