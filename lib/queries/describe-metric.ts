import type { DescribedMetric } from '../contract/heat-map'
import { CHECKLIST } from '../core/checklist/checklist'
import type { MetricDefinition } from '../core/checklist/types'

export const describeMetric = (metric: MetricDefinition): DescribedMetric => ({
  id: metric.id,
  resource: metric.resource,
  resourceTitle: CHECKLIST.find(({ id }) => id === metric.resource)?.title ?? metric.resource,
  aspect: metric.aspect,
  title: metric.title,
  unit: metric.unit,
  higherIsWorse: metric.higherIsWorse,
  judgedBy: metric.judgedBy,
  warn: metric.threshold?.warn ?? null,
  bad: metric.threshold?.bad ?? null,
  source: metric.threshold?.source ?? null,
  whenUnmeasured: metric.whenUnmeasured,
})
