import { AXIS, color, drawn } from './chart.ts'
import type { Comparison } from './comparison.ts'
import type { Html } from './html.ts'
import { usd } from './wording.ts'

/** Each dataset by what its rows cost and how alike its texts are; undefined where either is not known of all. */
export function costAgainstDiversity({ figures, names }: Comparison): Html | undefined {
  const money = figures.find(({ name }) => name === '1,000 rows')?.values
  const likeness = figures.find(({ name }) => name === 'self-BLEU')?.values
  if (money === undefined || likeness === undefined || [...money, ...likeness].includes(null)) return undefined
  const points = names.map((name, at) => ({ name: name.slice(0, 1), value: [money[at]!, likeness[at]!] }))
  return drawn(
    {
      grid: { left: 44, right: 30, top: 16, bottom: 40 },
      xAxis: {
        ...{ type: 'value', min: 0, name: 'dollars for 1,000 rows', nameLocation: 'middle', nameGap: 24, ...AXIS },
        axisLabel: { ...AXIS.axisLabel, formatter: (amount: number) => usd(amount), hideOverlap: true },
        splitNumber: 4,
      },
      yAxis: { type: 'value', scale: true, splitNumber: 4, ...AXIS },
      series: {
        ...{ type: 'scatter', symbolSize: 14, data: points, itemStyle: { color: color('accent') } },
        label: { show: true, position: 'top', formatter: '{b}', color: color('ink'), fontSize: 12, textBorderWidth: 0 },
      },
    },
    { width: 360, height: 230 },
    names.map((name, at) => `${name}: ${usd(money[at]!)} for 1,000 rows, self-BLEU ${likeness[at]}`).join('; '),
  )
}
