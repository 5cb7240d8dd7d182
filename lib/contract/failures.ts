import { z } from 'zod'
import { windowAnswer, windowParams } from './window'

export const failuresParams = windowParams.extend({
  filter: z.string().max(2_000).default(''),
  /** The label whose values are told apart. */
  by: z.string().max(200).default(''),
  service: z.string().max(500).default(''),
})
export type FailuresParams = z.infer<typeof failuresParams>

/** By step; null is not measured, which is not zero. */
const counts = z.array(z.number().nullable())

const failureSeries = z.object({
  /** Empty where the label is absent. */
  value: z.string(),
  counts,
  total: z.number(),
  /** Part of all failures; null where there are none. */
  share: z.number().nullable(),
})
export type FailureSeries = z.infer<typeof failureSeries>

export const failuresAnswer = z.object({
  window: windowAnswer,
  nowMs: z.number(),
  asOfMs: z.number().nullable(),
  stepMs: z.number(),
  stepCount: z.number(),
  /** Whether anybody ever sent a counter of failures. */
  isAnyKnown: z.boolean(),
  by: z.string(),
  /** Labels that failures can be told apart by, and the services that count them. */
  labels: z.array(z.string()),
  services: z.array(z.string()),
  /** The names of the counters that were read. */
  counters: z.array(z.string()),
  countersTotal: z.number(),
  total: z.number().nullable(),
  series: z.array(failureSeries),
  /** All further values together; null where all are shown. */
  other: failureSeries.extend({ values: z.number() }).nullable(),
  /** All attempts, and attempts for each success: more than one where it is tried again. Empty where nobody counts attempts. */
  attempts: counts,
  amplification: counts,
  /** Over the whole window. */
  attemptsTotal: z.number().nullable(),
  amplificationTotal: z.number().nullable(),
  /** Part of the attempts that failed. */
  failedShare: z.number().nullable(),
  retries: z.number().nullable(),
  deadlocks: z.number().nullable(),
  retransmits: z.number().nullable(),
  /** The nodes that count most failures. */
  nodes: z.array(z.object({ id: z.number(), name: z.string(), cluster: z.string(), total: z.number() })),
  nodesTotal: z.number(),
})
export type FailuresAnswer = z.infer<typeof failuresAnswer>
