import { countOf } from './cumulative'
import type { Histogram } from './histogram'
import type { ClassicContent, LatencyPoint, PointContent } from './point'

/** Points of the same series, time and batch are one, in whatever order and however often they came. By series and time. */
export const mergePoints = (points: readonly LatencyPoint[]): LatencyPoint[] => {
  const sorted = points.toSorted(
    (one, other) => one.seriesId - other.seriesId || one.timeMs - other.timeMs || one.batch - other.batch,
  )
  const merged: LatencyPoint[] = []
  for (const point of sorted) {
    const last = merged.at(-1)
    if (last === undefined || !isSame(last, point)) merged.push(point)
    else merged[merged.length - 1] = { ...last, content: larger(last.content, point.content) }
  }
  return merged
}

const isSame = (one: LatencyPoint, other: LatencyPoint): boolean =>
  one.seriesId === other.seriesId && one.timeMs === other.timeMs && one.batch === other.batch

const RANKS: Record<PointContent['kind'], number> = { gap: 0, classic: 1, cumulative: 2, delta: 3 }

/** Of different contents the larger one wins; the buckets of a classic histogram are put together. */
const larger = (one: PointContent, other: PointContent): PointContent => {
  if (one.kind === 'classic' && other.kind === 'classic') return mergeClassic(one, other)
  if (one.kind !== other.kind) return RANKS[one.kind] > RANKS[other.kind] ? one : other
  if (one.kind === 'gap' || other.kind === 'gap' || one.kind === 'classic' || other.kind === 'classic')
    return one
  return compareHistograms(one.histogram, other.histogram) >= 0 ? one : other
}

const compareHistograms = (one: Histogram, other: Histogram): number => {
  const difference = sizeOf(one) - sizeOf(other)
  if (difference !== 0) return difference
  const [first, second] = [textOf(one), textOf(other)]
  return first < second ? -1 : first > second ? 1 : 0
}

const sizeOf = ({ layers }: Histogram): number => layers.reduce((sum, layer) => sum + countOf(layer), 0)

const textOf = (histogram: Histogram): string =>
  JSON.stringify(histogram, (_, value: unknown) => (value instanceof Float64Array ? [...value] : value))

/** The larger of two numbers, of which one may not have been told. */
const known = (one: number, other: number): number =>
  Number.isNaN(one) ? other : Number.isNaN(other) ? one : Math.max(one, other)

const mergeClassic = (one: ClassicContent, other: ClassicContent): ClassicContent => {
  const values = new Map(one.boundsMs.map((bound, at) => [bound, one.cumulative[at] ?? 0]))
  other.boundsMs.forEach((bound, at) => {
    values.set(bound, Math.max(values.get(bound) ?? 0, other.cumulative[at] ?? 0))
  })
  const boundsMs = [...values.keys()].sort((first, second) => first - second)
  return {
    kind: 'classic',
    boundsMs,
    cumulative: boundsMs.map((bound) => values.get(bound) ?? 0),
    count: known(one.count, other.count),
    sumMs: known(one.sumMs, other.sumMs),
  }
}
