'use client'

import { memo, useMemo } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts'
import type { Zone } from '@/lib/contract/view-choices'
import type { Unit } from '@/lib/core/checklist/types'
import type { Window } from '@/lib/core/series'
import { describeStep } from './describe-step'
import { useDrawTurn } from './draw-turns'
import { useElementWidth } from './element-size'
import { LonePoint } from './lone-point'
import { scaleText } from './prepare-scale'
import { PlotOverlay } from './plot-overlay'
import type { UseChart } from './prepare-use-chart'
import { CHART_MARGIN, chartTick, timeAxis } from './chart-axes'
import { ticksIn, useChartSizes } from './chart-sizes'

export interface UseChartFigureProps {
  chart: UseChart
  window: Window
  stepMs: number
  unit: Unit
  zone: Zone
  /** Names the window compared with; null where there is none. */
  compared: string | null
  label: string
}

const STROKES = { warn: 'var(--warn-mark)', bad: 'var(--bad-mark)' } as const
const DASHES = { warn: '5 3', bad: '2 2' } as const

export const UseChartFigure = (props: UseChartFigureProps) => {
  const { chart, window, stepMs, unit, zone, compared, label } = props
  const wanted = useMemo(
    () => ({ chart, window, stepMs, unit, zone, compared }),
    [chart, window, stepMs, unit, zone, compared],
  )
  const drawn = useDrawTurn(wanted)
  const sizes = useChartSizes()
  const [widthPx, measure] = useElementWidth()
  return (
    <div
      role="group"
      aria-label={label}
      className="use-chart"
      style={{ height: sizes.heightPx }}
      ref={measure}
    >
      {drawn === null ? (
        <div className="skeleton h-full" />
      ) : (
        <>
          <Drawing {...drawn} mostTicks={ticksIn(widthPx, sizes)} />
          <PlotOverlay
            axis={drawn}
            zone={drawn.zone}
            label={label}
            describe={(step) => describeStep(drawn.chart, step, drawn.unit, drawn.compared)}
          />
        </>
      )}
    </div>
  )
}

interface DrawingProps extends Pick<UseChartFigureProps, 'chart' | 'window' | 'unit' | 'zone' | 'compared'> {
  mostTicks: number
}

/** Drawn anew only when its numbers or its scale change. */
const Drawing = memo(function Drawing(props: DrawingProps) {
  const { chart, window, unit, zone, compared, mostTicks } = props
  const sizes = useChartSizes()
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={chart.points} margin={CHART_MARGIN} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis {...timeAxis(window, zone, mostTicks, sizes)} />
        <YAxis
          domain={[0, chart.yMax]}
          allowDataOverflow
          ticks={[0, chart.yMax / 2, chart.yMax]}
          width={sizes.axisPx}
          tickFormatter={scaleText(chart.yMax, unit)}
          tick={chartTick(sizes)}
          stroke="var(--line-strong)"
          tickSize={4}
        />
        {chart.thresholds.map(({ verdict, value }) => (
          <ReferenceLine
            key={verdict}
            y={value}
            stroke={STROKES[verdict]}
            strokeDasharray={DASHES[verdict]}
          />
        ))}
        <Area
          dataKey="band"
          type="linear"
          stroke="none"
          fill="var(--band)"
          isAnimationActive={false}
          activeDot={false}
        />
        {compared === null ? null : (
          <Line
            dataKey="earlier"
            type="linear"
            stroke="var(--muted)"
            strokeWidth={1.2}
            strokeDasharray="4 3"
            dot={false}
            isAnimationActive={false}
            activeDot={false}
          />
        )}
        <Line
          dataKey="mean"
          type="linear"
          stroke="var(--series)"
          strokeWidth={1.5}
          dot={LonePoint}
          isAnimationActive={false}
          activeDot={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
})
