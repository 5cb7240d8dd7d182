import { isIncidentOf, type MarkedWindow } from '../incidents/incident'
import { stepsOf, valuesPerRow, type MetricSpans, type SpanTimes } from './spans'

/**
 * What is known to have been wrong is no baseline: as if the nodes of its cluster had not been measured in it. A series
 * that nothing would be left of keeps its baseline, since one that was wrong says more than none.
 */
export const leaveOutIncidents = (
  { rows, values }: MetricSpans,
  times: SpanTimes,
  incidents: readonly MarkedWindow[],
  clusterOf: (node: number) => string,
): void => {
  const gaps = incidents.flatMap((incident) => gapsOf(incident, times))
  if (gaps.length === 0) return
  const perRow = valuesPerRow(times)
  rows.forEach(({ node }, row) => {
    const own = gaps.filter((gap) => isIncidentOf(gap, clusterOf(node)))
    if (own.length === 0) return
    const series = values.subarray(row * perRow, (row + 1) * perRow)
    const before = series.slice()
    for (const { from, to } of own) series.fill(NaN, from, to)
    if (!hasBaseline(series, times)) series.set(before)
  })
}

interface Gap {
  cluster: string
  from: number
  to: number
}

/** Which values of a series it covers; none of the window itself. */
const gapsOf = ({ cluster, fromMs, toMs }: MarkedWindow, times: SpanTimes): Gap[] => {
  const { startsMs, leadSteps, stepMs } = times
  const steps = stepsOf(times)
  return startsMs.flatMap((startMs, span) => {
    const firstMs = startMs - leadSteps * stepMs
    const from = Math.max(0, Math.floor((fromMs - firstMs) / stepMs))
    const to = Math.min(steps, Math.ceil((toMs - firstMs) / stepMs))
    return span === 0 || from >= to ? [] : [{ cluster, from: span * steps + from, to: span * steps + to }]
  })
}

/** The lead alone is none. */
const hasBaseline = (series: Float32Array, times: SpanTimes): boolean =>
  times.startsMs.some((_, span) => {
    const steps = stepsOf(times)
    const part = series.subarray(span * steps + times.leadSteps, (span + 1) * steps)
    return span > 0 && part.some((value) => !Number.isNaN(value))
  })
