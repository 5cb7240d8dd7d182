import { writeStaleMarker } from '@/lib/core/stale'
import type { BatchFact, DecodedBatch } from '../decoded-batch'
import type { ToldPoint } from '../latency/told-point'
import { SeriesTable, type SeriesWords } from '../native/series-table'
import { Refusals } from '../refusals'
import type { OtlpEncoding } from './otlp-body'
import type { OtlpSource } from './otlp-source'

export interface OtlpBatch extends DecodedBatch {
  /** The answer is given in it too. */
  encoding: OtlpEncoding
  /** How many data points the body holds, and how many were refused before anything was stored. */
  points: number
  refusedPoints: number
  /** The data point that each sample comes from, index-parallel. */
  pointOfSample: Int32Array
}

/** What the data points of a body become. */
export class OtlpBatchBuilder {
  readonly refusals = new Refusals()
  private points = 0
  private refusedPoints = 0
  private readonly series = new SeriesTable()
  private readonly histograms: ToldPoint[] = []
  private readonly ordinals: number[] = []
  private readonly timesMs: number[] = []
  private readonly values: number[] = []
  private readonly gaps: number[] = []
  private readonly pointOfSample: number[] = []
  private readonly sources = new Map<OtlpSource, number>()

  constructor(private readonly encoding: OtlpEncoding) {}

  /** All that is added belongs to this point, until the next one begins. */
  beginPoint(): void {
    this.points += 1
  }

  refusePoint(reason: string, example: () => string): void {
    this.refusedPoints += 1
    this.refusals.add(reason, 1, example)
  }

  /** A stale marker says that the series ended. */
  addSample(series: SeriesWords, timeMs: number, value: number | 'gap'): void {
    this.ordinals.push(this.series.ordinalOf(series))
    this.timesMs.push(timeMs)
    this.pointOfSample.push(this.points - 1)
    if (value === 'gap') this.gaps.push(this.values.length)
    this.values.push(value === 'gap' ? NaN : value)
  }

  addHistogram(point: ToldPoint): void {
    this.histograms.push(point)
  }

  /** When something of a source is of. */
  noteSource(source: OtlpSource, timeMs: number): void {
    this.sources.set(source, Math.max(timeMs, this.sources.get(source) ?? -Infinity))
  }

  finish(nameSeries: string): OtlpBatch {
    for (const [{ node, nodeLabels }, timeMs] of this.sources)
      if (nodeLabels.length > 0) this.addSample({ node, name: nameSeries, labels: nodeLabels }, timeMs, 1)
    const { unresolved } = this.series
    const values = Float64Array.from(this.values)
    for (const at of this.gaps) writeStaleMarker(values, at)
    return {
      encoding: this.encoding,
      points: this.points,
      refusedPoints: this.refusedPoints,
      pointOfSample: Int32Array.from(this.pointOfSample),
      seriesIds: new Int32Array(unresolved.length),
      groupIds: new Int32Array(unresolved.length),
      sampleOrdinals: Int32Array.from(this.ordinals),
      timesMs: Float64Array.from(this.timesMs),
      values,
      unresolved,
      nodeIds: new Set(),
      refusals: this.refusals,
      facts: this.facts(),
      histograms: this.histograms,
      release: () => undefined,
    }
  }

  private facts(): BatchFact[] {
    return [...this.sources].flatMap(([{ node, facts }, observedMs]) => {
      const ordinal = this.series.anyOrdinalOf(node)
      if (ordinal === null) return []
      return facts.map(([name, value]) => ({ ordinal, device: '', name, value, observedMs }))
    })
  }
}
