'use client'

import { memo } from 'react'
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { scaleText } from '@/components/charts/prepare-scale'
import { PlotOverlay } from '@/components/charts/plot-overlay'
import type { TimeAxis } from '@/components/charts/plot-time'
import { CHART_MARGIN, chartTick, timeAxis } from '@/components/charts/chart-axes'
import { ticksIn, useChartSizes } from '@/components/charts/chart-sizes'
import { useElementWidth } from '@/components/charts/element-size'
import type { Zone } from '@/lib/contract/view-choices'
import { fillOf, FillPatterns } from './fill-patterns'
import { describeFailures, type Stack } from './prepare-failures'

/** Of the small charts. */
const HEIGHT_FACTOR = 2
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]

interface FailureStackProps {
  stack: Stack
  axis: TimeAxis
  zone: Zone
  label: string
}

/** Failures a second by value, one upon the other. */
export const FailureStack = ({ stack, axis, zone, label }: FailureStackProps) => {
  const sizes = useChartSizes()
  const [widthPx, measure] = useElementWidth()
  return (
    <div
      role="group"
      aria-label={label}
      className="use-chart failure-stack"
      style={{ height: sizes.heightPx * HEIGHT_FACTOR }}
      ref={measure}
    >
      <Drawing stack={stack} axis={axis} zone={zone} mostTicks={ticksIn(widthPx, sizes)} />
      <PlotOverlay
        axis={axis}
        zone={zone}
        label={label}
        describe={(step) => describeFailures(stack, step, axis.stepMs)}
      />
    </div>
  )
}

interface DrawingProps extends Omit<FailureStackProps, 'label'> {
  mostTicks: number
}

const Drawing = memo(function Drawing({ stack, axis, zone, mostTicks }: DrawingProps) {
  const sizes = useChartSizes()
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={stack.points} margin={CHART_MARGIN} accessibilityLayer={false}>
        <defs>
          <FillPatterns />
        </defs>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis {...timeAxis(axis.window, zone, mostTicks, sizes)} />
        <YAxis
          domain={[0, stack.yMax]}
          ticks={TICKS.map((part) => part * stack.yMax)}
          width={sizes.axisPx}
          tickFormatter={scaleText(stack.yMax, 'per_second')}
          tick={chartTick(sizes)}
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
