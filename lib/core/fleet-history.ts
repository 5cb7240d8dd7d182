/** One metric of a fleet over time, as the analyses take it. */
export interface MetricHistory {
  metric: string
  startMs: number
  stepMs: number
  stepCount: number
  /** A node has several where the metric is told by device. */
  rows: readonly HistoryRow[]
  /** Index = row * stepCount + step; NaN was not measured. */
  values: Float32Array
}

export interface HistoryRow {
  /** Index into the nodes of the fleet. */
  node: number
  /** '' where the metric has none. */
  device: string
}

/** What is known of a node besides its samples. */
export interface NodeHistory {
  name: string
  facts: readonly FactInterval[]
}

/** A fact or a label, for as long as it held: [from, to). */
export interface FactInterval {
  fact: string
  value: string
  /** -Infinity for what always held. */
  fromMs: number
  /** Infinity for what still holds. */
  toMs: number
}
