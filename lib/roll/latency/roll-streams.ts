import type { Increment } from '@/lib/core/latency/increments'
import { LatencySum } from '@/lib/core/latency/latency-sum'
import { MINUTE_MS } from '@/lib/core/times'
import { encodeEntries, type LatencyEntry } from '@/lib/store/latency/entries-codec'
import type { RolledStream } from '@/lib/store/latency/rolled'
import type { LatencySeriesRow } from '@/lib/store/latency/series'

/** Sums by key and step. */
class Sums {
  private readonly sums = new Map<number, LatencySum>()

  constructor(private readonly steps: number) {}

  add({ histogram }: Increment, key: number, step: number): void {
    const at = key * this.steps + step
    const known = this.sums.get(at)
    const sum = known ?? new LatencySum()
    if (known === undefined) this.sums.set(at, sum)
    sum.add(histogram)
  }

  toEntries(): LatencyEntry[] {
    return [...this.sums]
      .sort(([one], [other]) => one - other)
      .map(([at, sum]) => ({
        key: Math.floor(at / this.steps),
        step: at % this.steps,
        histogram: sum.toHistogram(),
      }))
  }
}

const MINUTES = 5

class StreamRoll {
  private readonly vantages: string[] = []
  private readonly fleet = new Sums(MINUTES)
  private readonly series = new Sums(MINUTES)
  private readonly series5m = new Sums(1)
  private readonly fleet5m = new Sums(1)

  constructor(private readonly streamId: number) {}

  add(increment: Increment, vantage: string, minute: number): void {
    const known = this.vantages.indexOf(vantage)
    const place = known >= 0 ? known : this.vantages.push(vantage) - 1
    this.fleet.add(increment, place, minute)
    this.series.add(increment, increment.seriesId, minute)
    this.series5m.add(increment, increment.seriesId, 0)
    this.fleet5m.add(increment, place, 0)
  }

  encode(): RolledStream {
    return {
      streamId: this.streamId,
      fleet: encodeEntries(this.fleet.toEntries(), this.vantages),
      series: encodeEntries(this.series.toEntries(), []),
      series5m: encodeEntries(this.series5m.toEntries(), []),
      fleet5m: encodeEntries(this.fleet5m.toEntries(), this.vantages),
    }
  }
}

/** What the labels say of all observations, unless the sender told it of some. */
const withOutcome = (increment: Increment, isFailure: boolean | null): Increment => {
  const { histogram } = increment
  if (isFailure === null || histogram.errorsKnownOf > 0) return increment
  const { count } = histogram
  return {
    ...increment,
    histogram: { ...histogram, errorCount: isFailure ? count : 0, errorsKnownOf: count },
  }
}

/** An increment belongs to the minute that it was told in. */
export const rollStreams = (
  increments: readonly Increment[],
  series: readonly LatencySeriesRow[],
  bucketMs: number,
): RolledStream[] => {
  const rows = new Map(series.map((row) => [row.id, row]))
  const streams = new Map<number, StreamRoll>()
  for (const increment of increments) {
    const row = rows.get(increment.seriesId)
    if (row === undefined) continue
    const stream = streams.get(row.streamId) ?? new StreamRoll(row.streamId)
    streams.set(row.streamId, stream)
    stream.add(
      withOutcome(increment, row.isFailure),
      row.vantage,
      Math.floor((increment.timeMs - bucketMs) / MINUTE_MS),
    )
  }
  return [...streams.values()].map((stream) => stream.encode())
}
