import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

export interface Curve {
  title: string
  across: string
  up: string
  /** Both axes. */
  isLog?: boolean
  lines: { name: string; points: [number, number][] }[]
}

echarts.use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

/** An SVG, drawn without a browser. */
export function curve({ title, across, up, isLog = false, lines }: Curve): string {
  const type = isLog ? 'log' : 'value'
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 760, height: 420 })
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: { text: title, left: 'center', textStyle: { fontSize: 15 } },
    legend: { bottom: 0 },
    grid: { left: 80, right: 40, top: 50, bottom: 80 },
    xAxis: {
      type,
      name: across,
      nameLocation: 'middle',
      nameGap: 28,
      ...(isLog && { min: 'dataMin', max: 'dataMax' }),
    },
    yAxis: { type, name: up, nameLocation: 'middle', nameGap: 60 },
    series: lines.map(({ name, points }) => ({ type: 'line', name, data: points, showSymbol: isLog, smooth: false })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
