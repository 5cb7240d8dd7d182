import type { WriteSeries } from '@/lib/ingest/remote-write/encode-write-request'

/** What was acknowledged, sample by sample: series, then time, then the bits of the value. */
export interface Ledger {
  acknowledge(series: readonly WriteSeries[]): void
  readonly samples: number
  readonly series: ReadonlyMap<string, ReadonlyMap<number, bigint>>
}

export function createLedger(): Ledger {
  const series = new Map<string, Map<number, bigint>>()
  let samples = 0
  return {
    series,
    get samples() {
      return samples
    },
    acknowledge(written) {
      for (const one of written) {
        const key = seriesKey(Object.fromEntries(one.labels))
        const known = series.get(key) ?? new Map<number, bigint>()
        series.set(key, known)
        samples -= known.size
        for (const { timeMs, bits } of one.samples) known.set(Number(timeMs), bits)
        samples += known.size
      }
    },
  }
}

/** One text for one set of labels, in whatever order they come. */
export const seriesKey = (labels: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))

/** A series as it was found in storage. */
export interface FoundSeries {
  key: string
  timesMs: Float64Array
  values: Float64Array
}

export interface Comparison {
  expected: number
  missing: number
  /** There, but with another value. */
  changed: number
  /** More than once in storage after reading. */
  repeated: number
  /** There, although nobody had it acknowledged. */
  unknown: number
  example: string | null
}

/** Every acknowledged sample must be found exactly once with the very same bits. */
export function compareLedger(ledger: Ledger, found: readonly FoundSeries[]): Comparison {
  const comparison: Comparison = {
    expected: ledger.samples,
    missing: 0,
    changed: 0,
    repeated: 0,
    unknown: 0,
    example: null,
  }
  const stored = new Map(found.map((series) => [series.key, series]))
  const note = (what: 'missing' | 'changed' | 'repeated' | 'unknown', key: string, timeMs: number) => {
    comparison[what] += 1
    comparison.example ??= `${what}: ${key} at ${new Date(timeMs).toISOString()}`
  }
  for (const [key, samples] of ledger.series) {
    const seen = new Set<number>()
    const { timesMs = new Float64Array(0), values = new Float64Array(0) } = stored.get(key) ?? {}
    const bits = new BigUint64Array(values.slice().buffer)
    timesMs.forEach((timeMs, at) => {
      const expected = samples.get(timeMs)
      if (expected === undefined) note('unknown', key, timeMs)
      else if (seen.has(timeMs)) note('repeated', key, timeMs)
      else if (bits[at] !== expected) note('changed', key, timeMs)
      seen.add(timeMs)
    })
    for (const timeMs of samples.keys()) if (!seen.has(timeMs)) note('missing', key, timeMs)
  }
  return comparison
}

export const isExact = ({ missing, changed, repeated, unknown }: Comparison): boolean =>
  missing + changed + repeated + unknown === 0
