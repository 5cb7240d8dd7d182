import { metricById } from '../core/checklist/checklist'
import type { MetricDefinition } from '../core/checklist/types'
import { InvalidInputError } from '../core/errors'

export const knownMetric = (id: string): MetricDefinition => {
  const metric = metricById(id)
  if (metric === undefined)
    throw new InvalidInputError(`metric: the checklist has no ${id}`, { reason: 'metric' })
  return metric
}
