import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, VisualMapPiecewiseComponent } from 'echarts/components'
import type { EChartsCoreOption } from 'echarts/core'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { escaped, type Html, raw } from './html.ts'

echarts.use([
  ...[BarChart, LineChart, HeatmapChart, ScatterChart],
  ...[GridComponent, MarkLineComponent, VisualMapPiecewiseComponent, SVGRenderer],
])

export interface Size {
  width: number
  height: number
}

/** By the page's own names, so that light and dark need one drawing. */
export const color = (name: string): string => `var(--${name})`

export const AXIS = {
  axisLine: { lineStyle: { color: color('line') } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: color('line') } },
  axisLabel: { color: color('soft'), fontSize: 11 },
  nameTextStyle: { color: color('soft'), fontSize: 11 },
}

/** Draws without a browser. `label`: what there is to see, for who cannot see it. The same option gives the same markup. */
export function drawn(option: EChartsCoreOption, { width, height }: Size, label: string): Html {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, textStyle: { fontSize: 11 }, ...option })
    return raw(cleaned(chart.renderToSVGString(), label))
  } finally {
    chart.dispose()
  }
}

/** A page that allows no inline style shows none; and numbers of charts drawn before must not show in what is drawn now. */
function cleaned(svg: string, label: string): string {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<defs[\s\S]*?<\/defs>/g, '')
    .replace(/ (?:style|class|pointer-events|clip-path|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/<rect width="\d+" height="\d+" x="0" y="0" fill="none"><\/rect>/, '')
    .replace(/ (?:d|transform|points)="[^"]*"/g, (places) => places.replace(/(\.\d)\d+/g, '$1'))
    .replace(/\n+/g, '')
    .replace(
      /^<svg[^>]*>/,
      `<svg class="chart" role="img" viewBox="0 0 ${width} ${height}" aria-label="${escaped(label)}">`,
    )
}
