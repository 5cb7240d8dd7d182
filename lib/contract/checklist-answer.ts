import { z } from 'zod'
import { aspect, deviceAggregation, metricId, resourceId, unit } from './reading'

/** What an aspect's cell shows: its headline metric, or why there is none. */
const aspectAnswer = z.object({
  metric: metricId.nullable(),
  title: z.string(),
  unit: unit.nullable(),
  higherIsWorse: z.boolean(),
  perDevice: z.boolean(),
  deviceAggregation: deviceAggregation.nullable(),
  judgedBy: z.enum(['peak', 'mean']),
  warn: z.number().nullable(),
  bad: z.number().nullable(),
  /** Where the thresholds come from. */
  source: z.string().nullable(),
  whenUnmeasured: z.string(),
  notApplicable: z.string().nullable(),
})
export type AspectAnswer = z.infer<typeof aspectAnswer>

/** A metric that is not the headline of its aspect. */
export const furtherMetric = aspectAnswer.extend({ resource: resourceId, aspect, metric: metricId, unit })
export type FurtherMetric = z.infer<typeof furtherMetric>

export const resourceAnswer = z.object({
  id: resourceId,
  title: z.string(),
  /** What a device of this resource is called; null where there are none. */
  devices: z.string().nullable(),
  aspects: z.record(aspect, aspectAnswer),
})
export type ResourceAnswer = z.infer<typeof resourceAnswer>
