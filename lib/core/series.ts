/** A node's identity never changes: what it is called is an attribute that may be learnt later. */
export interface NodeIdentity {
  cluster: string
  instance: string
}

/** Label pairs sorted by name, unique and non-empty; `__name__` is held apart. */
export type Labels = Readonly<Record<string, string>>

export interface SeriesDescriptor {
  name: string
  labels: Labels
}

/** The raw samples of one series: times strictly ascending, in epoch milliseconds. */
export interface Column {
  timesMs: Float64Array
  values: Float64Array
}

export interface SourceSeries extends SeriesDescriptor, Column {}

/** A half-open range of time: [fromMs, toMs). */
export interface Window {
  fromMs: number
  toMs: number
}

/** The window in slices of this length, of which the last may be shorter; none of an empty window. */
export const slicesOf = ({ fromMs, toMs }: Window, sliceMs: number): Window[] =>
  Array.from({ length: Math.max(0, Math.ceil((toMs - fromMs) / sliceMs)) }, (_, slice) => ({
    fromMs: fromMs + slice * sliceMs,
    toMs: Math.min(toMs, fromMs + (slice + 1) * sliceMs),
  }))
