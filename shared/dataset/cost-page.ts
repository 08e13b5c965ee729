import type { Manifest } from './block.ts'
import type { CostReport, Money, Spending } from './cost-report.ts'

/** `cost.md`: the bill for people. Pure. */
export function costPage(report: CostReport, manifest: Omit<Manifest, 'files'>): string {
  return `${[
    `# What ${manifest.name} cost`,
    verdict(report, manifest),
    ...(manifest.note === undefined ? [] : [`> ${manifest.note}`]),
    ...caveats(report),
    table(
      ['', 'specs', 'calls', 'tries', 'tokens in', 'cached', 'tokens out', 'confirmed', 'possibly spent'],
      [
        ...report.byOutcome.map(({ outcome, specs, ...spent }) => [outcome, count(specs), ...figures(spent)]),
        ['**all**', count(report.specs), ...figures(report.total)],
      ],
    ),
    perRow(report),
    '## By stage',
    table(
      ['stage', 'calls', 'tries', 'tokens in', 'cached', 'tokens out', 'confirmed', 'possibly spent'],
      [
        ...report.byStage.map(({ stage, ...spent }) => [code(stage), ...figures(spent)]),
        ...(isMoney(report.untold) ? [['attempts that died', '', '', '', '', '', ...moneyCells(report.untold)]] : []),
      ],
    ),
    '## By model and tier',
    table(
      ['model', 'tier', 'calls', 'tries', 'tokens in', 'cached', 'tokens out', 'confirmed', 'possibly spent'],
      report.byModel.map(({ model, tier, ...spent }) => [code(model), tier, ...figures(spent)]),
    ),
    '## Prices',
    ...prices(report),
    '## AWS',
    ...aws(report),
    `Run \`${manifest.run}\`, started ${manifest.startedAt}, closed ${manifest.closedAt} (${manifest.closed}). ` +
      'Every figure is a sum over the records of the run; `cost.json` has them to the last digit.',
  ].join('\n\n')}\n`
}

function verdict({ rows, total, charged, perAcceptedRow }: CostReport, { model }: Pick<Manifest, 'model'>): string {
  const made = `${count(rows)} row${rows === 1 ? '' : 's'}`
  const each = perAcceptedRow.confirmedUsd === null ? '' : `, ${rounded(perAcceptedRow.confirmedUsd)} a row`
  const possibly = total.possiblyNanoUsd ? `, and at most ${rounded(total.possiblyUsd)} more` : ''
  if (total.confirmedUsd === null) return `**${made}; what they cost is unknown**, because a model has no known price.`
  if (charged) return `**${made} for ${rounded(total.confirmedUsd)} (confirmed)${possibly}${each}.**`
  return (
    `**${made}, and nothing was charged:** text by the offline grammar. ` +
    `The same tokens cost ${rounded(total.confirmedUsd)} at ${model}'s price${each}.`
  )
}

function caveats({ total, unpriced }: CostReport): string[] {
  return [
    ...(unpriced.length > 0
      ? [`No price is known for ${unpriced.map(code).join(', ')}. Money that hangs on it says "unknown".`]
      : []),
    ...(total.possiblyNanoUsd || total.uncounted > 0
      ? [
          'Possibly spent is for calls whose outcome nobody knows (a timeout, a lost connection, a server error, an attempt ' +
            'that died), each at the most it can have cost. The bill of the endpoint lies between confirmed, and confirmed and ' +
            `possibly spent together.${total.uncounted > 0 ? ` ${count(total.uncounted)} such calls told no tokens.` : ''}`,
        ]
      : []),
  ]
}

function perRow({ rows, perAcceptedRow: { confirmedUsd, tokens } }: CostReport): string {
  if (rows === 0 || tokens === null) return 'No row was accepted, so there is no price of one.'
  return (
    `Per accepted row, with all that was rejected or failed on the way: ${money(confirmedUsd)} confirmed, ` +
    `${count(tokens.input)} tokens in (${count(tokens.cached)} cached), ${count(tokens.output)} out.`
  )
}

function prices({ prices: known, unpriced }: CostReport): string[] {
  const rows = Object.entries(known).flatMap(([model, { asOf, source, tiers }]) =>
    Object.entries(tiers).map(([tier, { input, cachedInput, output }]) => [
      code(model),
      tier,
      // Nano-dollars a token are thousandths of a dollar a million tokens.
      ...[input, cachedInput, output].map((nano) => money(nano / 1_000)),
      asOf,
      source,
    ]),
  )
  return [
    'Dollars a million tokens, as they were when the run was started.',
    ...(rows.length > 0
      ? [
          table(['model', 'tier', 'in', 'cached', 'out', 'read on', 'source'], rows, [
            'model',
            'tier',
            'read on',
            'source',
          ]),
        ]
      : []),
    ...unpriced.map((model) => `${code(model)}: unknown.`),
  ]
}

function aws({ aws: part }: CostReport): string[] {
  return [
    `${money(part.totalUsd)} at the list prices of ${part.region} (read on ${part.asOf}, ${part.source}): computed from what the records ` +
      'tell, whether the run was in AWS or on one machine. Not in the money above.',
    table(
      ['service', 'what', 'quantity', 'unit', 'cost'],
      part.lines.map(({ service, what, quantity, unit, usd }) => [service, what, count(quantity), unit, money(usd)]),
      ['service', 'what', 'unit'],
    ),
    `Left out: ${part.leftOut.join('; ')}.`,
  ]
}

const figures = (spent: Spending): string[] => [
  count(spent.calls),
  count(spent.tries),
  count(spent.tokens.input),
  count(spent.tokens.cached),
  count(spent.tokens.output),
  ...moneyCells(spent),
]

const moneyCells = (spent: Money): string[] => [money(spent.confirmedUsd), money(spent.possiblyUsd)]

const isMoney = ({ confirmedNanoUsd, possiblyNanoUsd }: Money): boolean =>
  confirmedNanoUsd !== 0 || possiblyNanoUsd !== 0

/** To the last digit that there is, and two decimals at least. */
function money(usd: number | null): string {
  if (usd === null) return 'unknown'
  const exact = usd.toFixed(9).replace(/0+$/, '')
  return `$${exact.length - exact.indexOf('.') > 2 ? exact : usd.toFixed(2)}`
}

/** To three figures, for a sentence. */
function rounded(usd: number | null): string {
  if (usd === null) return 'unknown'
  if (usd === 0 || usd >= 1) return `$${usd.toFixed(2)}`
  return `$${usd.toFixed(Math.min(9, Math.max(2, 2 - Math.floor(Math.log10(usd)))))}`
}

/** `1,234`, or four figures of a fraction; never by the machine's locale. */
const count = (n: number): string => (Number.isInteger(n) ? WHOLE : FRACTION).format(n)

// Made once: to make one takes a hundred times as long as to use it.
const WHOLE = new Intl.NumberFormat('en-US')
const FRACTION = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 })

const code = (text: string): string => `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``

const TEXT = ['', 'stage', 'model', 'tier']

/** Numbers to the right, text to the left. */
function table(head: string[], rows: string[][], left: readonly string[] = TEXT): string {
  const rule = head.map((title) => (left.includes(title) ? '---' : '---:'))
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
