import type { MetricSpans } from './spans'

/**
 * Where less is worse, what lies above the scale is as good as the scale: whether a filesystem is full in twenty days or
 * in thirty is a matter of how its use trembles.
 */
export const asGoodAs = (spans: MetricSpans): MetricSpans => {
  const { badDirection, scale } = spans.metric
  if (badDirection !== -1) return spans
  return { ...spans, values: spans.values.map((value) => (value > scale ? scale : value)) }
}
