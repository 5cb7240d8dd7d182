'use client'

import { memo } from 'react'
import { usePlots } from './plot-context'
import { pointerGestures } from './plot-gestures'
import { PlotMarks } from './plot-overlay'
import type { TimeAxis } from './plot-time'
import type { Spark } from './prepare-spark'

/** A small chart in a row of a table, whose cells say the number; it shares crosshair and brush with the large ones. */
export const Sparkline = ({ spark, axis }: { spark: Spark; axis: TimeAxis }) => {
  const plots = usePlots()
  return (
    <span className="sparkline" aria-hidden="true" {...pointerGestures({ axis, ...plots })}>
      <SparkPaths spark={spark} />
      <PlotMarks axis={axis} />
    </span>
  )
}

const SparkPaths = memo(function SparkPaths({ spark: { band, line, width } }: { spark: Spark }) {
  return (
    <svg viewBox={`0 0 ${String(width)} 1`} preserveAspectRatio="none">
      <path d={band} className="spark-band" />
      <path d={line} className="spark-line" vectorEffect="non-scaling-stroke" />
    </svg>
  )
})
