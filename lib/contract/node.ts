import { z } from 'zod'
import { furtherMetric, resourceAnswer } from './checklist-answer'
import { nodeCells, nodeState, resourceCells, resourceId } from './reading'
import { windowAnswer, windowParams } from './window'

export const nodeParams = windowParams.extend({
  /** The id, or the name of a node. */
  id: z.string().min(1).max(500),
  devices: z.coerce.number().int().min(1).max(1_000).default(12),
})
export type NodeParams = z.infer<typeof nodeParams>

const nodeFact = z.object({
  device: z.string(),
  name: z.string(),
  value: z.string(),
  sinceMs: z.number(),
  /** Earlier values, newest first. */
  history: z.array(z.object({ value: z.string(), observedMs: z.number() })),
})
export type NodeFact = z.infer<typeof nodeFact>

const resourceDevices = z.object({
  shown: z.number(),
  of: z.number(),
  /** Worst first. */
  items: z.array(z.object({ device: z.string(), cells: resourceCells })),
})
export type ResourceDevices = z.infer<typeof resourceDevices>

export const nodeAnswer = z.object({
  window: windowAnswer,
  stepMs: z.number(),
  nowMs: z.number(),
  asOfMs: z.number().nullable(),
  node: z.object({
    id: z.number(),
    name: z.string(),
    cluster: z.string(),
    instance: z.string(),
    labels: z.record(z.string(), z.string()),
    state: nodeState,
    lastSampleMs: z.number().nullable(),
    intervalMs: z.number().nullable(),
    firstSeenMs: z.number(),
  }),
  resources: z.array(resourceAnswer),
  /** The rest of the checklist, in its order. */
  furtherMetrics: z.array(furtherMetric),
  cells: nodeCells,
  devices: z.partialRecord(resourceId, resourceDevices),
  facts: z.array(nodeFact),
})
export type NodeAnswer = z.infer<typeof nodeAnswer>
