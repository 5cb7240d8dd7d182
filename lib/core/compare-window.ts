/** Mergeable parts of one metric over a span of time, by place; not measured is a count of 0 and a NaN. */
export interface SpanParts {
  count: Float64Array
  sum: Float64Array
  max: Float64Array
}

export const createSpanParts = (places: number): SpanParts => ({
  count: new Float64Array(places),
  sum: new Float64Array(places),
  max: new Float64Array(places).fill(NaN),
})

/** Steps of a block by step and column. */
export interface StepParts {
  stepCount: number
  count: Float32Array
  sum: Float32Array
  max: Float32Array
}

/** Each column has a place of the same number. */
export const addColumns = (into: SpanParts, { stepCount, count, sum, max }: StepParts): void => {
  const columns = into.count.length
  for (let step = 0, at = 0; step < stepCount; step += 1)
    for (let column = 0; column < columns; column += 1, at += 1) {
      const samples = count[at] ?? 0
      if (samples === 0) continue
      into.count[column] = (into.count[column] ?? 0) + samples
      into.sum[column] = (into.sum[column] ?? 0) + (sum[at] ?? 0)
      const highest = max[at] ?? NaN
      if (!((into.max[column] ?? NaN) >= highest)) into.max[column] = highest
    }
}

/** `placeOf` names the place of each column. */
export const addParts = (into: SpanParts, { count, sum, max }: SpanParts, placeOf: Int32Array): void => {
  for (let column = 0; column < placeOf.length; column += 1) {
    const place = placeOf[column] ?? -1
    const samples = count[column] ?? 0
    if (place < 0 || samples === 0) continue
    into.count[place] = (into.count[place] ?? 0) + samples
    into.sum[place] = (into.sum[place] ?? 0) + (sum[column] ?? 0)
    const highest = max[column] ?? NaN
    if (!((into.max[place] ?? NaN) >= highest)) into.max[place] = highest
  }
}

/** A window beside the same hours of the days before, by place; NaN is not measured. */
export interface WindowComparison {
  mean: Float64Array
  max: Float64Array
  baselineMean: Float64Array
  baselineMax: Float64Array
  /** On how many of the days the place was measured. */
  baselineDays: Uint16Array
}

export const compareSpans = (window: SpanParts, baseline: readonly SpanParts[]): WindowComparison => {
  const places = window.count.length
  const whole = createSpanParts(places)
  const baselineDays = new Uint16Array(places)
  for (const { count, sum, max } of baseline)
    for (let place = 0; place < places; place += 1) {
      const samples = count[place] ?? 0
      if (samples === 0) continue
      baselineDays[place] = (baselineDays[place] ?? 0) + 1
      whole.count[place] = (whole.count[place] ?? 0) + samples
      whole.sum[place] = (whole.sum[place] ?? 0) + (sum[place] ?? 0)
      const highest = max[place] ?? NaN
      if (!((whole.max[place] ?? NaN) >= highest)) whole.max[place] = highest
    }
  return {
    mean: meansOf(window),
    max: window.max,
    baselineMean: meansOf(whole),
    baselineMax: whole.max,
    baselineDays,
  }
}

const meansOf = ({ count, sum }: SpanParts): Float64Array =>
  sum.map((total, place) => total / (count[place] ?? 0))
