import { z } from 'zod'
import { describedMetric } from './heat-map'
import { metricId, nodeState, verdict } from './reading'
import { windowAnswer, windowParams } from './window'

export const fleetMapParams = windowParams.extend({
  /** Absent: the worst of all headline metrics. */
  metric: metricId.optional(),
  filter: z.string().max(2_000).default(''),
  /** A label or fact to group by. */
  group: z.string().max(200).default(''),
})
export type FleetMapParams = z.infer<typeof fleetMapParams>

const mapGroup = z.object({
  /** Empty for nodes without the label or fact. */
  name: z.string(),
  count: z.number(),
  verdicts: z.record(verdict, z.number()),
})
export type MapGroup = z.infer<typeof mapGroup>

export const fleetMapAnswer = z.object({
  window: windowAnswer,
  nowMs: z.number(),
  asOfMs: z.number().nullable(),
  /** Null for the worst of all. */
  metric: describedMetric.nullable(),
  /** By name; each as many of the nodes as it counts. */
  groups: z.array(mapGroup),
  /** Each list by node: one group after the other, in each the worst first. */
  nodes: z.object({
    id: z.array(z.number()),
    name: z.array(z.string()),
    state: z.array(nodeState),
    verdict: z.array(verdict),
    /** What the verdict was made from; null where it is not measured, and for the worst of all. */
    value: z.array(z.number().nullable()),
    /** What made the verdict of the worst of all: a place in `causes`, or -1. */
    cause: z.array(z.number()),
  }),
  causes: z.array(z.string()),
  labels: z.array(z.string()),
  shown: z.number(),
  total: z.number(),
  known: z.number(),
})
export type FleetMapAnswer = z.infer<typeof fleetMapAnswer>
