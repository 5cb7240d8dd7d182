import type { MetricDefinition } from '../checklist/types'
import type { ExplainedMetric } from './spans'

/** How a metric of the checklist is read; `spread` is how far its values of the whole fleet usually lie apart. */
export const explainedMetric = (metric: MetricDefinition, spread: number): ExplainedMetric => ({
  id: metric.id,
  aspect: metric.aspect,
  badDirection: metric.higherIsWorse ? 1 : -1,
  scale: scaleOf(metric, spread),
})

/** What the checklist calls bad, the whole of a share, or else what is far in this fleet. */
const scaleOf = ({ threshold, unit, higherIsWorse }: MetricDefinition, spread: number): number => {
  if (threshold !== null) return higherIsWorse ? threshold.bad : threshold.warn
  if (unit === 'ratio') return 1
  return spread > 0 ? spread : 1
}
