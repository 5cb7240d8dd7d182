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
import { formatLong } from '@/lib/core/format-value'
import type { Zone } from '@/lib/contract/view-choices'
import type { Unit } from '@/lib/core/checklist/types'
import type { Window } from '@/lib/core/series'
import { describeStep } from './describe-step'
import { useDrawTurn } from './draw-turns'
import { LonePoint } from './lone-point'
import { PlotOverlay } from './plot-overlay'
import type { UseChart } from './prepare-use-chart'
import { CHART_MARGIN, CHART_TICK, timeAxis } from './chart-axes'

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

const MOST_TICKS = 6
const HEIGHT_PX = 132
/** The overlay of `.use-chart` lies within the same edges. */
const AXIS_PX = 58
const STROKES = { warn: 'var(--warn-mark)', bad: 'var(--bad-mark)' } as const
const DASHES = { warn: '5 3', bad: '2 2' } as const

export const UseChartFigure = (props: UseChartFigureProps) => {
  const { chart, window, stepMs, unit, zone, compared, label } = props
  const wanted = useMemo(
    () => ({ chart, window, stepMs, unit, zone, compared }),
    [chart, window, stepMs, unit, zone, compared],
  )
  const drawn = useDrawTurn(wanted)
  return (
    <div role="group" aria-label={label} className="use-chart" style={{ height: HEIGHT_PX }}>
      {drawn === null ? (
        <div className="skeleton h-full" />
      ) : (
        <>
          <Drawing {...drawn} />
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

type DrawingProps = Pick<UseChartFigureProps, 'chart' | 'window' | 'unit' | 'zone' | 'compared'>

/** Drawn anew only when its numbers or its scale change. */
const Drawing = memo(function Drawing({ chart, window, unit, zone, compared }: DrawingProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={chart.points} margin={CHART_MARGIN} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis {...timeAxis(window, zone, MOST_TICKS)} />
        <YAxis
          domain={[0, chart.yMax]}
          allowDataOverflow
          ticks={[0, chart.yMax / 2, chart.yMax]}
          width={AXIS_PX}
          tickFormatter={(value: number) => formatLong(value, unit)}
          tick={CHART_TICK}
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
