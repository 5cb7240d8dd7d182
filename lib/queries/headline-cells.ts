import { CHECKLIST, metricById } from '../core/checklist/checklist'
import {
  ASPECTS,
  type Aspect,
  type MetricDefinition,
  type MetricId,
  type ResourceId,
} from '../core/checklist/types'

/** One cell of the grid: an aspect of a resource and the metric that it shows. */
export interface HeadlineCell {
  resource: ResourceId
  aspect: Aspect
  /** Null where the checklist itself says that the aspect does not apply. */
  metric: MetricDefinition | null
}

/** Of these resources, or of all. */
export const headlineCells = (resources: readonly ResourceId[] = []): HeadlineCell[] =>
  CHECKLIST.filter(({ id }) => resources.length === 0 || resources.includes(id)).flatMap(({ id, aspects }) =>
    ASPECTS.map((aspect) => {
      const { headline } = aspects[aspect]
      return { resource: id, aspect, metric: headline === null ? null : (metricById(headline) ?? null) }
    }),
  )

/** The metrics of these cells, with those that say whether another applies. */
export const neededMetrics = (cells: readonly HeadlineCell[]): MetricId[] => {
  const needed = new Set<MetricId>()
  for (const { metric } of cells) {
    if (metric === null) continue
    needed.add(metric.id)
    if (metric.applicability !== null) needed.add(metric.applicability)
  }
  return [...needed]
}
