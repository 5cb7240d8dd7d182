import { NOISE_FLOOR, type Past } from './chance'
import type { MetricSpans } from './spans'

/**
 * The most evidence that any series of a metric has, by node-span: index = span * nodes + node; -1 was not measured.
 * `evidence` is by row * spans + span, NaN was not measured.
 */
export const highestByNodeSpan = (
  { rows }: MetricSpans,
  evidence: Float64Array,
  nodeCount: number,
): Float64Array => {
  const spanCount = rows.length === 0 ? 0 : evidence.length / rows.length
  const highest = new Float64Array(spanCount * nodeCount).fill(-1)
  rows.forEach(({ node }, row) => {
    for (let span = 0; span < spanCount; span += 1) {
      const unit = span * nodeCount + node
      const own = evidence[row * spanCount + span] ?? NaN
      if (own > (highest[unit] ?? -1)) highest[unit] = own
    }
  })
  return highest
}

/** As if the node had not been measured. */
export const forget = (highest: Float64Array, node: number, nodeCount: number): void => {
  for (let unit = node; unit < highest.length; unit += nodeCount) highest[unit] = -1
}

/** What lies above the noise, the highest first, and of which span each is. */
export interface Heights {
  values: Float64Array
  spans: Uint16Array
  /** How many nodes were measured, by span. */
  measured: Float64Array
}

/** Evidence is kept in such steps, so that value and span fit into one number and are sorted as numbers are. */
const STEPS_OF_VALUE = 2 ** 20
/** Beyond so many of the highest nothing is asked. */
const MOST_HEIGHTS = 1_024

export const heightsOf = (highest: Float64Array, nodeCount: number): Heights => {
  const spanCount = nodeCount === 0 ? 0 : highest.length / nodeCount
  const measured = new Float64Array(spanCount)
  const keys = new Float64Array(highest.length)
  let count = 0
  for (let span = 0; span < spanCount; span += 1)
    for (let unit = span * nodeCount; unit < (span + 1) * nodeCount; unit += 1) {
      const own = highest[unit] ?? -1
      if (own >= 0) measured[span] = (measured[span] ?? 0) + 1
      if (own > NOISE_FLOOR) keys[count++] = Math.floor(own * STEPS_OF_VALUE) * spanCount + span
    }
  const sorted = keys
    .subarray(0, count)
    .sort()
    .reverse()
    .subarray(0, MOST_HEIGHTS + nodeCount)
  return {
    values: Float64Array.from(sorted, (key) => Math.floor(key / spanCount) / STEPS_OF_VALUE),
    spans: Uint16Array.from(sorted, (key) => key % spanCount),
    measured,
  }
}

/** Of one span. */
export const ownOf = ({ values, spans }: Heights, span: number): Float64Array =>
  values.filter((_, at) => spans[at] === span)

/** So many other windows are enough to leave out the wildest of them, which may hold an incident of its own. */
const ENOUGH_SPANS = 5

/** Of all spans but this one, and but the wildest. */
export const pastOf = ({ values, spans, measured }: Heights, span: number): Past => {
  const own = measured[span] ?? 0
  const wildness = new Float64Array(measured.length)
  values.forEach((value, at) => {
    const of = spans[at] ?? 0
    if (of !== span) wildness[of] = (wildness[of] ?? 0) + value
  })
  const others = measured.reduce((count, nodes, of) => count + Number(of !== span && nodes > 0), 0)
  const wildest = others < ENOUGH_SPANS ? -1 : wildness.indexOf(Math.max(...wildness))
  const isPast = (of: number) => of !== span && of !== wildest
  const total = measured.reduce((sum, count, of) => sum + (isPast(of) ? count : 0), 0)
  return {
    highest: values.filter((_, at) => isPast(spans[at] ?? -1)),
    total,
    windows: total / Math.max(1, own),
  }
}
