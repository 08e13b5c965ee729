import type { Spread } from '../measures/figures.ts'
import type { Stretch } from '../measures/measures.ts'
import type { PairCoverage } from '../measures/pair-coverage.ts'
import { AXIS, color, drawn } from './chart.ts'
import type { Html } from './html.ts'
import { compact, count, cut, tenths, usd } from './wording.ts'

const SMALL = { width: 360, height: 190 }

/** How long texts are, say. `mark`: a published figure. */
export function histogram(
  { histogram: { from, width, counts }, median, mean }: Spread,
  { unit, mark }: { unit: string; mark?: number | undefined },
): Html {
  const [low, high] = [from, from + width * counts.length]
  const reach = mark === undefined ? [low, high] : [Math.min(low, mark), Math.max(high, mark * 1.05)]
  const plot = SMALL.width - 52
  const barWidth = Math.max(1, (plot * (high - low)) / (reach[1]! - reach[0]!) / counts.length - 1)
  const isDiscrete = width === 1
  return drawn(
    {
      grid: { left: 40, right: 12, top: 24, bottom: 38 },
      xAxis: {
        ...{ type: 'value', min: reach[0], max: reach[1], name: unit, nameLocation: 'middle', nameGap: 22, ...AXIS },
        splitLine: { show: false },
        axisLabel: { ...AXIS.axisLabel, formatter: compact, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        splitNumber: 3,
        minInterval: 1,
        ...AXIS,
        axisLabel: { ...AXIS.axisLabel, formatter: compact },
      },
      series: {
        type: 'bar',
        barWidth,
        data: counts.map((n, at) => [from + width * (at + (isDiscrete ? 0 : 0.5)), n]),
        itemStyle: { color: color('accent') },
        markLine: {
          ...{ symbol: 'none', silent: true },
          data: [
            { xAxis: median, ...line('ink', `median ${tenths(median)}`, 'end') },
            ...(mark === undefined ? [] : [{ xAxis: mark, ...line('reference', '', 'end') }]),
          ],
        },
      },
    },
    SMALL,
    `Histogram of ${unit}: median ${tenths(median)}, mean ${tenths(mean)}, from ${tenths(from)} on.`,
  )
}

const line = (name: string, formatter: string, position: string) => ({
  lineStyle: { color: color(name), type: 'dashed', width: 1 },
  label: { formatter, position, color: color(name), fontSize: 11, textBorderWidth: 0 },
})

const courseGrid = { left: 48, right: 12, top: 12, bottom: 38 }

const courseAxis = (course: readonly Stretch[], boundaryGap: boolean) => ({
  ...{ type: 'category', data: course.map(({ from }) => count(from + 1)), boundaryGap, ...AXIS },
  axisLabel: { ...AXIS.axisLabel, interval: Math.max(0, Math.ceil(course.length / 6) - 1) },
  ...{ name: 'sample number', nameLocation: 'middle', nameGap: 22 },
})

/** What became of the samples, in the order they were asked for. */
export function outcomesOf(course: readonly Stretch[]): Html {
  const shares = (state: 'accepted' | 'rejected' | 'failed') =>
    course.map((stretch) => (100 * stretch[state]) / Math.max(1, stretch.accepted + stretch.rejected + stretch.failed))
  return drawn(
    {
      grid: courseGrid,
      xAxis: courseAxis(course, true),
      yAxis: {
        type: 'value',
        max: 100,
        interval: 25,
        ...AXIS,
        axisLabel: { ...AXIS.axisLabel, formatter: '{value} %' },
      },
      series: (['accepted', 'rejected', 'failed'] as const).map((state) => ({
        ...{
          type: 'bar',
          stack: 'all',
          barCategoryGap: '12%',
          data: shares(state),
          itemStyle: { color: color(state) },
        },
      })),
    },
    SMALL,
    'Share of samples accepted, rejected and failed along the run.',
  )
}

/** What had been spent by then, in the order that samples were asked for. */
export function moneyOf(course: readonly Stretch[]): Html {
  let spent = 0
  const sums = course.map(({ confirmed, possibly }) => {
    spent += confirmed + possibly
    return spent / 1e9
  })
  return drawn(
    {
      grid: courseGrid,
      xAxis: courseAxis(course, false),
      yAxis: { type: 'value', splitNumber: 3, ...AXIS, axisLabel: { ...AXIS.axisLabel, formatter: axisUsd } },
      series: {
        ...{ type: 'line', data: sums, symbol: 'none', lineStyle: { color: color('accent'), width: 2 } },
        areaStyle: { color: color('accent'), opacity: 0.15 },
      },
    },
    SMALL,
    `Money spent along the run, ${usd(sums.at(-1) ?? 0)} at its end.`,
  )
}

const axisUsd = (amount: number): string => (amount === 0 ? '$0' : `$${Number(amount.toPrecision(2))}`)

/** How many samples were left after each step of the way. */
export function funnel(steps: readonly { name: string; samples: number; color: string }[]): Html {
  const all = Math.max(1, ...steps.map(({ samples }) => samples))
  return drawn(
    {
      grid: { left: 100, right: 52, top: 4, bottom: 4 },
      xAxis: { type: 'value', show: false, max: all },
      yAxis: {
        ...{ type: 'category', inverse: true, data: steps.map(({ name }) => name), ...AXIS, axisLine: { show: false } },
        axisLabel: { color: color('ink'), fontSize: 12 },
      },
      series: {
        ...{ type: 'bar', barWidth: '68%', showBackground: true, backgroundStyle: { color: color('track') } },
        data: steps.map(({ samples, color: name }) => ({ value: samples, itemStyle: { color: color(name) } })),
        label: {
          ...{ show: true, position: 'right', color: color('ink'), fontSize: 12, textBorderWidth: 0 },
          formatter: ({ value }: { value: number }) => count(value),
        },
      },
    },
    { width: 360, height: 8 + 30 * steps.length },
    steps.map(({ name, samples }) => `${name}: ${count(samples)}`).join('; '),
  )
}

const STEPS = 6

/** How often the values of two entities came together: empty cells are what no row is about. */
export function heatmap({ entities: [down, right], grid }: PairCoverage): Html {
  const most = Math.max(1, ...grid.counts.flat())
  const across = Math.max(12, Math.min(40, 252 / grid.right.length))
  const [width, height] = [grid.right.length * across, grid.down.length * Math.min(22, across)]
  const label = { ...AXIS.axisLabel, interval: 0, fontSize: 10 }
  return drawn(
    {
      grid: { left: 96, top: 6, width, height },
      xAxis: {
        ...{ type: 'category', data: grid.right.map((name) => cut(name, 14)), ...AXIS, splitLine: { show: false } },
        axisLabel: { ...label, rotate: 60 },
      },
      yAxis: {
        ...{ type: 'category', inverse: true, data: grid.down.map((name) => cut(name, 15)), ...AXIS },
        ...{ splitLine: { show: false }, axisLabel: label },
      },
      visualMap: {
        ...{ type: 'piecewise', show: false, seriesIndex: 0, dimension: 2 },
        pieces: [
          { value: 0, color: color('heat-0') },
          ...Array.from({ length: STEPS }, (_, step) => ({
            gt: (most * step) / STEPS,
            lte: (most * (step + 1)) / STEPS,
            color: color(`heat-${step + 1}`),
          })),
        ],
      },
      series: {
        type: 'heatmap',
        data: grid.counts.flatMap((line, y) => line.map((n, x) => [x, y, n])),
        itemStyle: { borderColor: color('card'), borderWidth: 1 },
      },
    },
    { width: 360, height: Math.round(height + 84) },
    `How often values of ${down} (down) and ${right} (across) came together: at most ${count(most)} times in a cell; ` +
      `${count(grid.counts.flat().filter((n) => n === 0).length)} of ${count(grid.counts.flat().length)} cells are empty.`,
  )
}
