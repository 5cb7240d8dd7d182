import { z } from 'zod'
import { aspect, metricId, nodeState, resourceId, unit } from './reading'
import { windowAnswer, windowParams } from './window'

export const heatMapParams = windowParams.extend({
  metric: metricId,
  filter: z.string().max(2_000).default(''),
  /** A label or fact whose value of each node is answered as its group. */
  group: z.string().max(200).default(''),
})
export type HeatMapParams = z.infer<typeof heatMapParams>

export const describedMetric = z.object({
  id: metricId,
  resource: resourceId,
  resourceTitle: z.string(),
  aspect,
  title: z.string(),
  unit,
  higherIsWorse: z.boolean(),
  judgedBy: z.enum(['peak', 'mean']),
  /** Null where it is shown, never judged. */
  warn: z.number().nullable(),
  bad: z.number().nullable(),
  /** Where the thresholds come from. */
  source: z.string().nullable(),
  whenUnmeasured: z.string(),
})
export type DescribedMetric = z.infer<typeof describedMetric>

const measured = z.array(z.number().nullable())

/** Each list by node. */
const heatMapNodes = z.object({
  id: z.array(z.number()),
  name: z.array(z.string()),
  cluster: z.array(z.string()),
  state: z.array(nodeState),
  /** Its value of the label or fact asked for; empty where it has none. */
  group: z.array(z.string()),
  mean: measured,
  /** The worst sample of the window. */
  worst: measured,
  last: measured,
  /** The first step that reaches the bad threshold, or else the warning one. */
  onsetMs: measured,
  onsetVerdict: z.array(z.enum(['bad', 'warn']).nullable()),
})

/** By step; null where no node is measured. */
const heatMapBands = z.object({
  p10: measured,
  p50: measured,
  p90: measured,
  worst: measured,
  /** How many nodes are measured. */
  measured: z.array(z.number()),
})
export type HeatMapBands = z.infer<typeof heatMapBands>

export const heatMapAnswer = z.object({
  window: windowAnswer,
  nowMs: z.number(),
  asOfMs: z.number().nullable(),
  metric: describedMetric,
  stepMs: z.number(),
  stepCount: z.number(),
  /** The step that fewer nodes would have: the answer holds a million cells at most. */
  finestStepMs: z.number(),
  nodes: heatMapNodes,
  /**
   * By node, the worst sample of each step in three letters. A letter is worth its place in A-Z a-z 0-9 - _, the first one 4096 and
   * the second one 64 times as much. 0 is not measured and 1 is zero; from 2 on, and once more for negative values, three
   * digits (100 to 999) of the exponents -45 to 38.
   */
  cells: z.array(z.string()),
  bands: heatMapBands,
  /** Labels that some node has, to group by; facts may be asked for too. */
  labels: z.array(z.string()),
  shown: z.number(),
  /** Nodes that the filter matches. */
  total: z.number(),
  /** Nodes there are without the filter. */
  known: z.number(),
})
export type HeatMapAnswer = z.infer<typeof heatMapAnswer>
