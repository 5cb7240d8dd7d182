import { z } from 'zod'
import { windowAnswer, windowParams } from './window'

export const collectorCostParams = windowParams.extend({
  filter: z.string().max(2_000).default(''),
})
export type CollectorCostParams = z.infer<typeof collectorCostParams>

/** By node, in the order of the nodes; null is not measured, which is not zero. */
const byNode = z.array(z.number().nullable())

const spread = z.object({
  /** Of how many nodes it is known. */
  nodes: z.number(),
  median: z.number(),
  p95: z.number(),
  most: z.number(),
  total: z.number(),
})
export type CostSpreadAnswer = z.infer<typeof spread>

export const collectorCostAnswer = z.object({
  window: windowAnswer,
  nowMs: z.number(),
  asOfMs: z.number().nullable(),
  /** Nodes there are without the filter. */
  known: z.number(),
  /** By name. */
  nodes: z.object({ id: z.array(z.number()), name: z.array(z.string()), cluster: z.array(z.string()) }),
  /** Means over the window. */
  cost: z.object({
    /** Of one CPU. */
    cpu: byNode,
    /** Of all CPUs of the node. */
    cpuShare: byNode,
    memoryBytes: byNode,
    memoryShare: byNode,
    scrapeSeconds: byNode,
    sentBytesPerSecond: byNode,
  }),
  /** Null where no node tells. */
  spread: z.object({
    cpu: spread.nullable(),
    memoryBytes: spread.nullable(),
    scrapeSeconds: spread.nullable(),
  }),
  /** Each collector by its name, the dearest first. */
  collectors: z.array(
    z.object({
      name: z.string(),
      cpu: spread.nullable(),
      memoryBytes: spread.nullable(),
      scrapeSeconds: spread.nullable(),
    }),
  ),
  collectorsTotal: z.number(),
})
export type CollectorCostAnswer = z.infer<typeof collectorCostAnswer>
