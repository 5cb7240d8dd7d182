import type { MarkedWindow } from '../incidents/incident'
import { stepsOf, valuesPerRow, type MetricSpans, type SpanTimes } from './spans'

/** What is known to have been wrong is no baseline: as if the nodes of its cluster had not been measured in it. */
export const leaveOutIncidents = (
  { rows, values }: MetricSpans,
  times: SpanTimes,
  incidents: readonly MarkedWindow[],
  clusterOf: (node: number) => string,
): void => {
  const { startsMs, leadSteps, stepMs } = times
  const steps = stepsOf(times)
  for (const { cluster, fromMs, toMs } of incidents)
    startsMs.forEach((startMs, span) => {
      if (span === 0) return
      const firstMs = startMs - leadSteps * stepMs
      const from = Math.max(0, Math.floor((fromMs - firstMs) / stepMs))
      const to = Math.min(steps, Math.ceil((toMs - firstMs) / stepMs))
      if (from >= to) return
      rows.forEach(({ node }, row) => {
        if (cluster !== '' && clusterOf(node) !== cluster) return
        const at = row * valuesPerRow(times) + span * steps
        values.fill(NaN, at + from, at + to)
      })
    })
}
