'use client'

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatDay, formatMinute } from '@/components/ui/format-time'
import { formatLong } from '@/components/ui/format-value'
import type { Zone } from '@/lib/contract/view-state'
import type { Unit } from '@/lib/core/checklist/types'
import type { Window } from '@/lib/core/series'
import { ChartReadout } from './chart-readout'
import { LonePoint } from './lone-point'
import type { UseChart } from './prepare-use-chart'
import { isDaily, timeTicks } from './time-ticks'

export interface UseChartFigureProps {
  chart: UseChart
  window: Window
  stepMs: number
  unit: Unit
  zone: Zone
  /** Charts of one group point at the same moment together. */
  group: string
  label: string
}

const MOST_TICKS = 6
const HEIGHT_PX = 132
const AXIS_PX = 58
const MARGIN = { top: 6, right: 10, bottom: 0, left: 0 }
const TICK = { fill: 'var(--muted)', fontSize: 11 }
const STROKES = { warn: 'var(--warn-mark)', bad: 'var(--bad-mark)' } as const
const DASHES = { warn: '5 3', bad: '2 2' } as const

export const UseChartFigure = ({ chart, window, stepMs, unit, zone, group, label }: UseChartFigureProps) => {
  const formatTick = isDaily(window, MOST_TICKS) ? formatDay : formatMinute
  return (
    <div role="group" aria-label={label} className="use-chart" style={{ height: HEIGHT_PX }}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={chart.points} margin={MARGIN} syncId={group} syncMethod="value" title={label}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="atMs"
            type="number"
            domain={[window.fromMs, window.toMs]}
            allowDataOverflow
            ticks={timeTicks(window, zone, MOST_TICKS)}
            tickFormatter={(atMs: number) => formatTick(atMs, zone)}
            tick={TICK}
            stroke="var(--line-strong)"
            tickSize={4}
            height={22}
          />
          <YAxis
            domain={[0, chart.yMax]}
            allowDataOverflow
            ticks={[0, chart.yMax / 2, chart.yMax]}
            width={AXIS_PX}
            tickFormatter={(value: number) => formatLong(value, unit)}
            tick={TICK}
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
            connectNulls={false}
            isAnimationActive={false}
            activeDot={false}
          />
          <Line
            dataKey="mean"
            type="linear"
            stroke="var(--series)"
            strokeWidth={1.5}
            dot={LonePoint}
            connectNulls={false}
            isAnimationActive={false}
            activeDot={{ r: 3 }}
          />
          <Tooltip
            filterNull={false}
            position={{ y: 0 }}
            isAnimationActive={false}
            cursor={{ stroke: 'var(--muted)', strokeDasharray: '2 2' }}
            allowEscapeViewBox={{ x: false, y: true }}
            content={({ active, label: atMs }) => {
              const point = chart.points.find((candidate) => candidate.atMs === Number(atMs))
              return !active || point === undefined ? null : (
                <ChartReadout point={point} stepMs={stepMs} unit={unit} zone={zone} />
              )
            }}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  )
}
