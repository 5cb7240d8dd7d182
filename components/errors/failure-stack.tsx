'use client'

import { memo } from 'react'
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { PlotOverlay } from '@/components/charts/plot-overlay'
import type { TimeAxis } from '@/components/charts/plot-time'
import { isDaily, timeTicks } from '@/components/charts/time-ticks'
import { formatDay, formatMinute } from '@/components/ui/format-time'
import type { Zone } from '@/lib/contract/view-choices'
import { formatLong } from '@/lib/core/format-value'
import { fillOf, FillPatterns } from './fill-patterns'
import { describeFailures, type Stack } from './prepare-failures'

const HEIGHT_PX = 260
const AXIS_PX = 58
const MOST_TICKS = 8
const MARGIN = { top: 6, right: 10, bottom: 0, left: 0 }
const TICK = { fill: 'var(--muted)', fontSize: 11 }

interface FailureStackProps {
  stack: Stack
  axis: TimeAxis
  zone: Zone
  label: string
}

/** Failures a second by value, one upon the other. */
export const FailureStack = ({ stack, axis, zone, label }: FailureStackProps) => (
  <div role="group" aria-label={label} className="use-chart failure-stack" style={{ height: HEIGHT_PX }}>
    <Drawing stack={stack} axis={axis} zone={zone} />
    <PlotOverlay
      axis={axis}
      zone={zone}
      label={label}
      describe={(step) => describeFailures(stack, step, axis.stepMs)}
    />
  </div>
)

const Drawing = memo(function Drawing({ stack, axis, zone }: Omit<FailureStackProps, 'label'>) {
  const { window } = axis
  const formatTick = isDaily(window, MOST_TICKS) ? formatDay : formatMinute
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={stack.points} margin={MARGIN} accessibilityLayer={false}>
        <defs>
          <FillPatterns />
        </defs>
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
          domain={[0, stack.yMax]}
          width={AXIS_PX}
          tickFormatter={(value: number) => formatLong(value, 'per_second')}
          tick={TICK}
          stroke="var(--line-strong)"
          tickSize={4}
        />
        {stack.parts.map(({ key, fill }) => (
          <Area
            key={key}
            dataKey={key}
            stackId="failures"
            type="linear"
            stroke={`var(--failure-${fill})`}
            strokeWidth={1}
            fill={fillOf(fill)}
            fillOpacity={1}
            isAnimationActive={false}
            connectNulls={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  )
})
