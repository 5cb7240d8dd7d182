import { timeMetricOf } from '../latency/latency-names'
import type { NodeNaming } from '../node-identity'
import { seriesText } from '../described-series'
import { timeRefusalOf, timeText, type AcceptedTimes } from '../sample-times'
import { addCounter, addGauge, type CounterTold } from './add-numbers'
import { addClassicSeries, addLatency } from './add-histogram'
import { OtlpBatchBuilder, type OtlpBatch } from './otlp-batch'
import type { OtlpEncoding } from './otlp-body'
import { labelNames, labelsOf, refusalOfLabels } from './otlp-labels'
import type { PlacedPoint } from './placed-point'
import { NODE_MISSING, sourceOf, type OtlpSource } from './otlp-source'
import type { NumberPoint, OtlpMetric, OtlpPoint, OtlpResource, PointData, SummaryPoint } from './otlp-point'
import { prometheusName } from './prometheus-name'

export interface MetricsContext {
  naming: Pick<NodeNaming, 'stripPort'>
  times: AcceptedTimes
}

/** Liveness and the labels of the node, as every scrape of Prometheus tells them. */
const NODE_SERIES = 'up'

/** Turns data points into samples and histograms, one at a time; each that cannot be kept is refused by itself. */
export class MetricsDecoding {
  private readonly batch: OtlpBatchBuilder
  private readonly labelOf = labelNames()
  private named: { metric: OtlpMetric; name: string } | null = null
  private readonly sources = new Map<OtlpResource, OtlpSource | null>()

  constructor(
    encoding: OtlpEncoding,
    private readonly context: MetricsContext,
  ) {
    this.batch = new OtlpBatchBuilder(encoding)
  }

  add(point: OtlpPoint): void {
    this.batch.beginPoint()
    const placed = this.place(point)
    if (placed === null) return
    const refusal = keep(this.batch, placed, point)
    if (refusal === null) this.batch.noteSource(placed.source, placed.timeMs)
    else this.batch.refusePoint(refusal, () => textOf(placed))
  }

  finish(): OtlpBatch {
    return this.batch.finish(NODE_SERIES)
  }

  private place({ resource, metric, data }: OtlpPoint): PlacedPoint | null {
    const { times } = this.context
    const source = this.sourceOf(resource)
    if (source === null) return this.refuse('node_missing', () => NODE_MISSING)
    const name = this.nameOf(metric, data)
    const labels = labelsOf(data.attributes, source.labels, this.labelOf)
    const refusal = refusalOfLabels(name, labels)
    if (refusal !== null)
      return this.refuse(refusal, () => seriesText({ name, labels: Object.fromEntries(labels) }))
    const { timeMs, startMs } = data
    const placed = { source, name, labels, metric, timeMs }
    if (timeMs < times.oldestMs || timeMs > times.newestMs) {
      const text = () => `${textOf(placed)} at ${timeText(timeMs)}`
      return this.refuse(timeRefusalOf(timeMs, times), text)
    }
    return { ...placed, startMs: startMs >= times.oldestMs && startMs <= timeMs ? startMs : -Infinity }
  }

  /** Points of a metric stand together. */
  private nameOf(metric: OtlpMetric, data: PointData): string {
    if (this.named?.metric === metric) return this.named.name
    const name = prometheusName(metric, data.kind === 'number' ? data.form : data.kind)
    this.named = { metric, name }
    return name
  }

  private refuse(reason: string, example: () => string): null {
    this.batch.refusePoint(reason, example)
    return null
  }

  private sourceOf(resource: OtlpResource): OtlpSource | null {
    const known = this.sources.get(resource)
    if (known !== undefined) return known
    const source = sourceOf(resource, this.context.naming)
    this.sources.set(resource, source)
    return source
  }
}

const textOf = ({ name, labels }: Pick<PlacedPoint, 'name' | 'labels'>): string =>
  seriesText({ name, labels: Object.fromEntries(labels) })

/** Answers what speaks against it; null where it is kept. */
const keep = (batch: OtlpBatchBuilder, placed: PlacedPoint, { data }: OtlpPoint): string | null => {
  if (data.kind === 'number') return keepNumber(batch, placed, data)
  if (data.kind === 'summary') return keepSummary(batch, placed, data)
  const time = timeMetricOf(placed.name)
  if (time !== null) return addLatency(batch, placed, data, time)
  return data.kind === 'explicit' ? addClassicSeries(batch, placed, data) : 'histogram_not_of_time'
}

const keepNumber = (batch: OtlpBatchBuilder, placed: PlacedPoint, data: NumberPoint): string | null => {
  const { value } = data
  if (data.isGap) return addGauge(batch, placed, placed.name, 'gap')
  if (value === null) return 'value_missing'
  if (data.form === 'gauge') return addGauge(batch, placed, placed.name, value)
  const { temporality, isMonotonic } = placed.metric
  if (isMonotonic) return addCounter(batch, placed, [{ name: placed.name, value }])
  if (temporality === 'cumulative') return addGauge(batch, placed, placed.name, value)
  return temporality === 'delta' ? 'delta_of_a_gauge' : 'temporality_missing'
}

/** Quantiles are series of their own, as Prometheus keeps them: they do not merge, so they are no latencies. */
const keepSummary = (batch: OtlpBatchBuilder, placed: PlacedPoint, data: SummaryPoint): string | null => {
  const { name } = placed
  const told: CounterTold[] = [
    { name: `${name}_count`, value: data.count },
    { name: `${name}_sum`, value: data.sum },
  ]
  for (const { quantile, value } of data.quantiles)
    addGauge(batch, placed, name, data.isGap ? 'gap' : value, ['quantile', String(quantile)])
  if (!data.isGap) for (const one of told) addGauge(batch, placed, one.name, one.value)
  else for (const one of told) addGauge(batch, placed, one.name, 'gap')
  return null
}
