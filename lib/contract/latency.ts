import { z } from 'zod'
import { timeExpression, windowAnswer, windowParams } from './window'

const name = z.string().max(500).default('')

/** Empty is all of them; what a sender did not name is an empty name in the answers. */
const latencyScope = windowParams.extend({
  service: name,
  operation: name,
  vantage: name,
  /** Label matchers of nodes; histograms without a node match only an empty filter. */
  filter: z.string().max(2_000).default(''),
})

const optionalMs = z
  .union([z.literal(''), z.coerce.number().positive().max(1e12)])
  .default('')
  .transform((value) => (value === '' ? null : value))

export const latencyParams = latencyScope.extend({
  /** A panel for each vantage point instead of one for all together. */
  by: z.enum(['', 'vantage']).default(''),
  /** What a request may take; without it nothing is said of an objective. */
  sloMs: optionalMs,
  /** The share of requests that must not take longer. */
  sloTarget: z.coerce.number().gt(0).lt(1).default(0.99),
})
export type LatencyParams = z.infer<typeof latencyParams>

/** By step; null where nothing was observed. */
const measured = z.array(z.number().nullable())

export const LATENCY_QUANTILES = [0.5, 0.9, 0.99, 0.999] as const

/**
 * What the buckets can resolve: the true value is at least `low` and at most `high`. `high` is null where no bucket bounds it,
 * and `value`, the best guess between the two, is null there too.
 */
const bounded = z.object({ value: z.number().nullable(), low: z.number(), high: z.number().nullable() })
export type Bounded = z.infer<typeof bounded>

/** As `bounded`, by step: `low` is null where nothing was observed. */
const boundedSteps = z.object({ value: measured, low: measured, high: measured })

const quantileLine = boundedSteps.extend({ quantile: z.number() })
export type QuantileLine = z.infer<typeof quantileLine>

/** A peak of the distribution that stands out from its neighbours, from one valley to the next. */
const mode = z.object({
  peakMs: z.number(),
  fromMs: z.number(),
  /** Null where the last bucket has no upper bound. */
  toMs: z.number().nullable(),
  /** Of all that was observed. */
  share: z.number(),
})
export type LatencyMode = z.infer<typeof mode>

const resolution = z.object({
  /** The most that a value of a bucket with observations is off: 0.01 is one percent; null where a bucket is unbounded. */
  worstRelativeError: z.number().nullable(),
  /** Exponential buckets have one error everywhere, classic ones (`bounds`) the one of their bounds. */
  kinds: z.array(z.enum(['exponential', 'bounds'])),
  /** The coarsest scale of exponential buckets that were merged: their bounds are powers of 2^(2^-scale). */
  scale: z.number().nullable(),
  /** How many different lists of classic bounds were merged. */
  boundsLists: z.number(),
})
export type LatencyResolution = z.infer<typeof resolution>

const totals = z.object({
  count: z.number(),
  /** Null where some sender did not tell it. */
  sumMs: z.number().nullable(),
  meanMs: z.number().nullable(),
  /** As told by the senders, else the bound of the outermost bucket with observations: never less far out than the truth. */
  minMs: z.number(),
  /** Null where the last bucket has no upper bound. */
  maxMs: z.number().nullable(),
})
export type LatencyTotals = z.infer<typeof totals>

/** Share above the objective and how many times the allowed share that is: 1 uses up the budget exactly. */
const objective = z.object({
  sloMs: z.number(),
  target: z.number(),
  share: boundedSteps,
  burn: boundedSteps,
  /** Of the whole window; null where nothing was observed. */
  total: z.object({ share: bounded, burn: bounded }).nullable(),
})
export type LatencyObjective = z.infer<typeof objective>

/**
 * Rows of a heat map: row 0 lies below the first edge (zeros too), row n between edge n - 1 and edge n, and the last one, of number
 * `edgesMs.length`, above the last edge. Exponential rows are even on a log scale; `bounds` and `mixed` ones are what all
 * classic buckets have in common, so that no count is spread over rows that it was not observed in.
 */
const grid = { edgesMs: z.array(z.number()), rows: z.enum(['exponential', 'bounds', 'mixed']) }

const panel = z.object({
  /** Null is all vantage points together; empty is those that name none. */
  vantage: z.string().nullable(),
  ...grid,
  /**
   * By step, the count of every row in the three letters of `encodeCells` (three significant digits; read them with
   * `decodeCells`); an empty text where nothing was told.
   */
  cells: z.array(z.string()),
  /** Observations of each step; null where nothing was told, zero where it was told that there were none. */
  counts: measured,
  meanMs: measured,
  /** In the order of LATENCY_QUANTILES. */
  quantiles: z.array(quantileLine),
  /** Of the whole window. */
  total: z
    .object({ quantiles: z.array(bounded.extend({ quantile: z.number() })), ...totals.shape })
    .nullable(),
  resolution,
  /** Of the whole window, the lowest first. */
  modes: z.array(mode),
  objective: objective.nullable(),
})
export type LatencyPanel = z.infer<typeof panel>

const head = {
  window: windowAnswer,
  nowMs: z.number(),
  asOfMs: z.number().nullable(),
  /** Whether any histogram was ever received, of whatever service and time. */
  isAnyKnown: z.boolean(),
}

export const latencyAnswer = z.object({
  ...head,
  startMs: z.number(),
  stepMs: z.number(),
  stepCount: z.number(),
  /** One axis for all panels, from the lowest to the highest edge; null where nothing was observed. */
  axis: z.object({ lowMs: z.number(), highMs: z.number() }).nullable(),
  /** One, or one for each vantage point, the one with most observations first. Exponential panels have the same edges. */
  panels: z.array(panel),
  /** Panels that are shown and that there are; null where all are. */
  cut: z.object({ shown: z.number(), of: z.number() }).nullable(),
  /** Series (service, operation, vantage and node) that were merged. */
  seriesCount: z.number(),
  /**
   * Since when single nodes can be told apart: of what was observed before, the answer to a filter holds nothing, though there is
   * something. Null where nothing is missing.
   */
  nodesSinceMs: z.number().nullable(),
})
export type LatencyAnswer = z.infer<typeof latencyAnswer>

export const latencyOperationsParams = latencyScope.extend({
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
})
export type LatencyOperationsParams = z.infer<typeof latencyOperationsParams>

const operationRow = z.object({
  service: z.string(),
  operation: z.string(),
  vantage: z.string(),
  ...totals.shape,
  ratePerSecond: z.number(),
  /** The mean of the newest step with observations, and when that step began. */
  currentMs: z.number().nullable(),
  currentAtMs: z.number().nullable(),
  p50: bounded,
  p90: bounded,
  p99: bounded,
  p999: bounded,
  /** Null where no sender told how many failed. */
  errorShare: z.number().nullable(),
  worstRelativeError: z.number().nullable(),
})
export type LatencyOperation = z.infer<typeof operationRow>

export const latencyOperationsAnswer = z.object({
  ...head,
  /** By service, operation and vantage point; rows without an observation in the window are left out. */
  operations: z.array(operationRow),
  /** Rows that are shown (those with most observations, if cut) and that there are. */
  shown: z.number(),
  total: z.number(),
  /** Of the window, whatever was asked for of them: what one can choose from. */
  services: z.array(z.string()),
  vantages: z.array(z.string()),
})
export type LatencyOperationsAnswer = z.infer<typeof latencyOperationsAnswer>

export const latencyDistributionParams = latencyScope.extend({
  selectionFrom: timeExpression,
  selectionTo: timeExpression,
  /** Of what the selection holds these are counted apart; empty for no bound. */
  minMs: optionalMs,
  maxMs: optionalMs,
  /** The rest of the window, or the same time a day or a week before. */
  against: z.enum(['rest', 'day', 'week']).default('rest'),
})
export type LatencyDistributionParams = z.infer<typeof latencyDistributionParams>

const distribution = z.object({
  /** The rest of a window may lie on both sides of the selection. */
  windows: z.array(windowAnswer),
  /** Null where nothing was observed; then there are no shares and no modes. */
  total: totals.nullable(),
  /** By row of the grid, of all observations of this side. */
  shares: z.array(z.number()),
  modes: z.array(mode),
  resolution,
  /** The share between minMs and maxMs; null where neither was asked for or nothing was observed. */
  inside: bounded.nullable(),
})
export type LatencyDistribution = z.infer<typeof distribution>

export const latencyDistributionAnswer = z.object({
  ...head,
  ...grid,
  selection: distribution,
  reference: distribution,
  /** Share of the selection minus share of the reference, by row; empty where one side has no observations. */
  differences: z.array(z.number()),
  quantiles: z.array(
    z.object({ quantile: z.number(), selection: bounded.nullable(), reference: bounded.nullable() }),
  ),
})
export type LatencyDistributionAnswer = z.infer<typeof latencyDistributionAnswer>
