import { isStaleAt } from '@/lib/core/stale'
import type { StoredSeries } from './read-samples'

/** The same for a series that we stored and for one that Prometheus tells, whose name is a label too. */
export const keyOf = (labels: Readonly<Record<string, string>>, name: string): string =>
  JSON.stringify([
    name,
    Object.entries(labels)
      .filter(([label]) => !['__name__', 'cluster'].includes(label))
      .sort(),
  ])

/** When it was measured, up to a time. A stale marker says that a series ended; nobody measured it. */
export const measuredTimes = (series: StoredSeries, toMs: number): number[] =>
  [...series.timesMs].filter((timeMs, at) => timeMs <= toMs && !isStaleAt(series.values, at))

/** When each series of the cluster was measured, up to a time. */
export const timesByKey = (
  stored: readonly StoredSeries[],
  cluster: string,
  toMs: number,
): Map<string, number[]> =>
  new Map(
    stored
      .filter((series) => series.cluster === cluster)
      .map((series) => [keyOf(series.labels, series.name), measuredTimes(series, toMs)]),
  )
