/** By key, in the order of the sender; values as text. */
export type Attributes = readonly (readonly [key: string, value: string])[]

export type Temporality = 'unspecified' | 'delta' | 'cumulative'

/** OpenTelemetry's resource: what all that is told under it was told by. */
export interface OtlpResource {
  attributes: Attributes
}

export interface OtlpMetric {
  name: string
  unit: string
  temporality: Temporality
  /** Of sums only. */
  isMonotonic: boolean
}

interface PointHead {
  attributes: Attributes
  /** 0 where it is not told. */
  startMs: number
  timeMs: number
  /** The sender says that there is no value. */
  isGap: boolean
}

export interface NumberPoint extends PointHead {
  kind: 'number'
  form: 'gauge' | 'sum'
  /** Null where none was told. */
  value: number | null
}

/** NaN where one was not told. */
export interface HistogramTold {
  count: number
  sum: number
  min: number
  max: number
}

export interface ExplicitPoint extends PointHead, HistogramTold {
  kind: 'explicit'
  bounds: number[]
  counts: number[]
}

export interface OtlpBuckets {
  offset: number
  counts: number[]
}

export interface ExponentialPoint extends PointHead, HistogramTold {
  kind: 'exponential'
  scale: number
  zeroCount: number
  zeroThreshold: number
  positive: OtlpBuckets
  negative: OtlpBuckets
}

export interface SummaryPoint extends PointHead {
  kind: 'summary'
  count: number
  sum: number
  quantiles: { quantile: number; value: number }[]
}

export type PointData = NumberPoint | ExplicitPoint | ExponentialPoint | SummaryPoint

/** A data point with what stands above it; resource and metric are the same objects for all points below them. */
export interface OtlpPoint {
  resource: OtlpResource
  metric: OtlpMetric
  data: PointData
}

/** What has more of them is refused, so no more are read. */
export const MOST_NUMBERS = 20_000

export const NO_RECORDED_VALUE = 1

const TEMPORALITIES: readonly Temporality[] = ['unspecified', 'delta', 'cumulative']

export const temporalityOf = (code: number): Temporality => TEMPORALITIES[code] ?? 'unspecified'

export const emptyNumber = (form: NumberPoint['form']): NumberPoint => ({
  kind: 'number',
  form,
  attributes: [],
  startMs: 0,
  timeMs: 0,
  isGap: false,
  value: null,
})

const emptyHistogram = () => ({
  attributes: [],
  startMs: 0,
  timeMs: 0,
  isGap: false,
  count: 0,
  sum: NaN,
  min: NaN,
  max: NaN,
})

export const emptyExplicit = (): ExplicitPoint => ({
  kind: 'explicit',
  ...emptyHistogram(),
  bounds: [],
  counts: [],
})

export const emptyExponential = (): ExponentialPoint => ({
  kind: 'exponential',
  ...emptyHistogram(),
  scale: 0,
  zeroCount: 0,
  zeroThreshold: 0,
  positive: { offset: 0, counts: [] },
  negative: { offset: 0, counts: [] },
})

export const emptySummary = (): SummaryPoint => ({
  kind: 'summary',
  attributes: [],
  startMs: 0,
  timeMs: 0,
  isGap: false,
  count: 0,
  sum: 0,
  quantiles: [],
})
