import { metricById } from '../../core/checklist/checklist'
import type { MetricDefinition } from '../../core/checklist/types'

/** Of a metric that was read, which is therefore one of the checklist. */
export const definitionOf = (metric: string): MetricDefinition => {
  const definition = metricById(metric)
  if (definition === undefined) throw new RangeError(`${metric} is not in the checklist`)
  return definition
}
