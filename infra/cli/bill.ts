import { dollars, type NanoUsd } from '../../shared/cost/money.ts'
import type { CostReport, Money } from '../../shared/dataset/cost-report.ts'
import { grouped } from './progress.ts'

/** The bill for the terminal. `cost.md` beside the dataset has it in full. */
export function bill(report: CostReport): string {
  const { total, byStage, untold, aws, rows, perAcceptedRow } = report
  const stages = byStage.map(({ stage, ...spent }) => [
    stage,
    grouped(spent.calls),
    grouped(spent.tokens.input),
    grouped(spent.tokens.output),
    ...moneyCells(spent),
  ])
  const died = untold.specs > 0 ? [['attempts that died', '', '', '', ...moneyCells(untold)]] : []
  const sum = [
    'all',
    grouped(total.calls),
    grouped(total.tokens.input),
    grouped(total.tokens.output),
    ...moneyCells(total),
  ]
  return [
    ...table([['stage', 'calls', 'tokens in', 'tokens out', 'confirmed', 'possibly'], ...stages, ...died, sum]),
    ...tiers(report),
    ...notes(report),
    ...(rows > 0 && perAcceptedRow.confirmedUsd !== null && total.confirmedNanoUsd !== null
      ? [`Per accepted row: ${dollars(Math.round(total.confirmedNanoUsd / rows))}.`]
      : []),
    `AWS, if it had run there: ${dollars(aws.totalNanoUsd)} at list prices of ${aws.region}, ${aws.asOf}.`,
  ].join('\n')
}

/** Where more than the standard one was billed. What endpoints call `default` is it. */
function tiers({ byModel }: CostReport): string[] {
  const nameOf = (tier: string) => (tier === 'default' ? 'standard' : tier)
  const answered = byModel.filter(({ tries }) => tries > 0)
  const groups = Map.groupBy(answered, ({ tier }) => nameOf(tier))
  if (![...groups.keys()].some((tier) => tier !== 'standard')) return []
  const told = [...groups].map(([tier, all]) => {
    const known = all.every(({ confirmedNanoUsd }) => confirmedNanoUsd !== null)
    const spent = known ? all.reduce((sum, { confirmedNanoUsd }) => sum + confirmedNanoUsd!, 0) : null
    return `${tier} ${grouped(all.reduce((sum, { tries }) => sum + tries, 0))} calls, ${money(spent)}`
  })
  return [`By the tier that answered: ${told.join('; ')}.`]
}

function notes({ charged, unpriced, total }: CostReport): string[] {
  return [
    ...(charged ? [] : ["Nothing was charged: the money is what the same tokens cost at the model's price."]),
    ...(unpriced.length > 0
      ? [`No price is known for ${unpriced.join(', ')}: its money is unknown, not nothing. Give --price IN/OUT.`]
      : []),
    ...(total.possiblyNanoUsd
      ? [
          "Possibly: calls whose outcome nobody knows, each at the most that it can have cost. The endpoint's bill lies between.",
        ]
      : []),
  ]
}

const moneyCells = ({ confirmedNanoUsd, possiblyNanoUsd }: Money): string[] => [
  money(confirmedNanoUsd),
  money(possiblyNanoUsd),
]

const money = (nano: NanoUsd | null): string => (nano === null ? 'unknown' : dollars(nano))

/** The first column to the left, numbers to the right. */
function table(lines: string[][]): string[] {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((cells) => cells[column]!.length)))
  return lines.map((cells) =>
    cells.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!))).join('  '),
  )
}
