import { z } from 'zod'
import { describedMetric } from './heat-map'
import { metricId, unit } from './reading'
import { windowAnswer, windowParams } from './window'

const shared = windowParams.extend({ metric: metricId, filter: z.string().max(2_000).default('') })

export const correlationsParams = shared.extend({
  /** Id or name of the node whose metric it is. */
  node: z.string().trim().min(1, 'is needed: whose metric is compared').max(1_024),
  /** How much earlier or later the others may move. */
  lagMaxMinutes: z.coerce.number().int().min(0).max(360).default(60),
  limit: z.coerce.number().int().min(1).max(200).default(24),
})
export type CorrelationsParams = z.infer<typeof correlationsParams>

/** Means of the steps; null is a gap. */
const values = z.array(z.number().nullable())

const pair = z.object({
  node: z.number(),
  name: z.string(),
  metric: metricId,
  title: z.string(),
  resourceTitle: z.string(),
  unit,
  /** From -1 to 1, of what is left without the series' own rhythm and trend. */
  coefficient: z.number(),
  /** Positive where it moves after the target. */
  lagSeconds: z.number(),
  /** Steps at which both were measured, and how many independent ones they are worth. */
  n: z.number(),
  effectiveN: z.number(),
  pValue: z.number(),
  /** The share of chance findings expected among those that are this sure. */
  qValue: z.number(),
  values,
})
export type CorrelatedPair = z.infer<typeof pair>

const basis = z.object({
  window: windowAnswer,
  nowMs: z.number(),
  asOfMs: z.number().nullable(),
  stepMs: z.number(),
  metric: describedMetric,
  /** From three days on a rhythm of the day can be told apart from what happened once. */
  isProfileRemoved: z.boolean(),
  /** Nodes that are compared, and that there are. */
  nodes: z.object({ compared: z.number(), of: z.number() }),
  tookMs: z.number(),
})

export const correlationsAnswer = basis.extend({
  target: z.object({
    node: z.number(),
    name: z.string(),
    values,
    /** Why it cannot be compared; null where it can. */
    problem: z.enum(['not_measured', 'too_short', 'constant']).nullable(),
  }),
  /** Less than was asked for where the window is too short for it. */
  lagMaxSeconds: z.number(),
  /** The strongest first. */
  pairs: z.array(pair),
  /** Series that were compared. */
  compared: z.number(),
  /** Of them so many move with the target: at least half as strong as one and the same, and hardly by chance. */
  discovered: z.number(),
})
export type CorrelationsAnswer = z.infer<typeof correlationsAnswer>

export const instancesParams = shared.extend({
  limit: z.coerce.number().int().min(2).max(400).default(300),
})
export type InstancesParams = z.infer<typeof instancesParams>

export const instancesAnswer = basis.extend({
  /** In an order in which those that move alike lie together. */
  instances: z.array(z.object({ node: z.number(), name: z.string() })),
  /** In hundredths, a row for each instance; null where two were measured together too seldom. */
  similarity: z.array(z.array(z.number().int().nullable())),
  /** Nodes that are left out because they were not measured or stood still. */
  leftOut: z.number(),
})
export type InstancesAnswer = z.infer<typeof instancesAnswer>
