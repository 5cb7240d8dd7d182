import { z } from 'zod'
import { SENDER_KINDS } from '../core/checklist/switches'
import { aspect, metricId, resourceId } from './reading'
import { windowAnswer, windowParams } from './window'

export const coverageParams = windowParams.extend({
  filter: z.string().max(2_000).default(''),
})
export type CoverageParams = z.infer<typeof coverageParams>

const metricCoverage = z.object({
  id: metricId,
  title: z.string(),
  resource: resourceId,
  resourceTitle: z.string(),
  aspect,
  /** Whether it stands for its aspect on the fleet grid. */
  isHeadline: z.boolean(),
  measured: z.number(),
  unmeasured: z.number(),
  notApplicable: z.number(),
  /** A letter for each node: m is measured, u is not, n does not apply. */
  nodes: z.string(),
})
export type MetricCoverage = z.infer<typeof metricCoverage>

export const coverageAnswer = z.object({
  /** What was looked at: the last two hours of the window at most. */
  window: windowAnswer,
  nowMs: z.number(),
  asOfMs: z.number().nullable(),
  /** In the order of the checklist. */
  metrics: z.array(metricCoverage),
  /** Aspects that the checklist itself says do not apply. */
  notApplicable: z.array(z.object({ resourceTitle: z.string(), aspect, reason: z.string() })),
  /** Each list by node, by name. */
  nodes: z.object({
    id: z.array(z.number()),
    name: z.array(z.string()),
    cluster: z.array(z.string()),
    sender: z.array(z.enum(SENDER_KINDS)),
  }),
  labels: z.array(z.string()),
  total: z.number(),
  known: z.number(),
})
export type CoverageAnswer = z.infer<typeof coverageAnswer>
