'use client'

import { memo } from 'react'
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { PlotOverlay } from '@/components/charts/plot-overlay'
import type { TimeAxis } from '@/components/charts/plot-time'
import { CHART_MARGIN, CHART_TICK, timeAxis } from '@/components/charts/chart-axes'
import type { Zone } from '@/lib/contract/view-choices'
import { formatLong } from '@/lib/core/format-value'
import { fillOf, FillPatterns } from './fill-patterns'
import { describeFailures, type Stack } from './prepare-failures'

const HEIGHT_PX = 260
const AXIS_PX = 58
const MOST_TICKS = 8

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
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={stack.points} margin={CHART_MARGIN} accessibilityLayer={false}>
        <defs>
          <FillPatterns />
        </defs>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis {...timeAxis(window, zone, MOST_TICKS)} />
        <YAxis
          domain={[0, stack.yMax]}
          width={AXIS_PX}
          tickFormatter={(value: number) => formatLong(value, 'per_second')}
          tick={CHART_TICK}
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
