import { BarChart, HeatmapChart } from 'echarts/charts'
import { GridComponent, LegendComponent, VisualMapComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

echarts.use([BarChart, HeatmapChart, GridComponent, LegendComponent, VisualMapComponent, SVGRenderer])

/** Stands for the colour of the text around the picture, so that one picture serves light and dark pages. */
const INK = '#0a0b0c'
const COLOURS = ['#2f7ed8', '#e08a1e', '#8a8f98']
const BLUE = '47, 126, 216'

type Option = Parameters<echarts.ECharts['setOption']>[0]

function svg(width: number, height: number, title: string, option: Option): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, textStyle: { color: INK, fontFamily: 'inherit' }, ...option })
    return inked(chart.renderToSVGString({ useViewBox: true }), width, title)
  } finally {
    // A chart that is left keeps the process alive.
    chart.dispose()
  }
}

const inked = (picture: string, width: number, title: string): string =>
  picture
    .replaceAll(INK, 'currentColor')
    .replace('<svg', `<svg role="img" aria-label="${escaped(title)}" style="max-width:${width}px"`)

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)

const quiet = { axisLine: { show: false }, axisTick: { show: false } }
const axisLabel = { color: INK }

/** Names of classes are a person's or a model's, and may be of any length. */
const LONGEST = 28
const clipped = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name)

/** Rows are truths, columns are answers; a cell is as dark as its share of its row. */
export function confusionChart(names: readonly string[], confusion: readonly number[][], title: string): string {
  const n = names.length
  const cell = n <= 6 ? 64 : n <= 14 ? 40 : n <= 30 ? 24 : 16
  const longest = Math.max(...names.map((name) => clipped(name).length))
  const left = Math.min(230, 40 + longest * 7)
  const isTurned = n > 4 || longest * 7 > cell * 1.4
  const bottom = isTurned ? left : 46
  const data = confusion.flatMap((row, truth) => {
    const all = row.reduce((sum, each) => sum + each, 0)
    return row.map((count, guess) => {
      const share = all === 0 ? 0 : count / all
      return {
        value: [guess, truth, count, share],
        label: { show: count > 0 && cell >= 24, color: share > 0.6 ? '#ffffff' : INK },
      }
    })
  })
  const shared = { type: 'category' as const, data: names.map(clipped), ...quiet, splitArea: { show: false } }
  return svg(left + n * cell + 20, bottom + n * cell + 34, title, {
    grid: { left, top: 10, width: n * cell, height: n * cell },
    xAxis: {
      ...shared,
      axisLabel: { ...axisLabel, interval: 0, rotate: isTurned ? 60 : 0 },
      name: 'answered',
      nameLocation: 'middle',
      nameGap: bottom - 14,
      nameTextStyle: { color: INK },
    },
    yAxis: { ...shared, inverse: true, axisLabel: { ...axisLabel, interval: 0 } },
    visualMap: {
      show: false,
      dimension: 3,
      min: 0,
      max: 1,
      inRange: { color: [`rgba(${BLUE}, 0.05)`, `rgba(${BLUE}, 0.95)`] },
    },
    series: [
      {
        type: 'heatmap',
        data,
        itemStyle: { borderWidth: 2, borderColor: 'transparent' },
        label: { fontSize: cell > 30 ? 13 : 9 },
      },
    ],
  })
}

export interface Bars {
  name: string
  /** 0 to 1; null where there is none. */
  values: (number | null)[]
}

/** Shares beside each other: for each name a bar for each series. */
export function barsChart(series: readonly string[], bars: readonly Bars[], title: string): string {
  const longest = Math.max(...bars.map(({ name }) => clipped(name).length))
  const height = 60 + bars.length * (14 * series.length + 12)
  return svg(680, height, title, {
    color: COLOURS,
    legend: { data: [...series], top: 0, left: 0, textStyle: { color: INK }, selectedMode: false },
    grid: { left: Math.min(230, 16 + longest * 7), right: 46, top: 34, bottom: 24 },
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      ...quiet,
      axisLabel: { ...axisLabel, formatter: (share: number) => `${Math.round(share * 100)} %` },
      splitLine: { lineStyle: { color: INK, opacity: 0.15 } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => clipped(name)),
      ...quiet,
      axisLabel: { ...axisLabel, interval: 0 },
    },
    series: series.map((name, at) => ({
      type: 'bar' as const,
      name,
      barMaxWidth: 12,
      data: bars.map(({ values }) => values[at] ?? null),
      label: {
        show: true,
        position: 'right' as const,
        color: INK,
        fontSize: 10,
        formatter: ({ value }: { value: unknown }) => (typeof value === 'number' ? value.toFixed(2) : ''),
      },
    })),
  })
}
