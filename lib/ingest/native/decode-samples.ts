import { metricById } from '@/lib/core/checklist/checklist'
import type { NodeIdentity } from '@/lib/core/series'
import { NATIVE_PREFIX } from '@/lib/core/use-sample'
import { issuesText } from '@/lib/http/parse-input'
import type { BatchFact, DecodedBatch } from '../decoded-batch'
import { serviceIdentity } from '../node-identity'
import { Refusals } from '../refusals'
import { timeRefusalOf, timeText, type AcceptedTimes } from '../sample-times'
import type { ItemRefusal } from './items-answer'
import type { ReadDocument } from './read-documents'
import {
  measuredValue,
  sampleDocument,
  samplesDocument,
  sourceSeries,
  type SampleDocument,
  type SamplesDocument,
} from './samples-document'
import { SeriesTable, type SeriesWords } from './series-table'

export interface NativeBatch extends DecodedBatch {
  /** Entries of all `samples` lists. */
  items: number
  itemRefusals: ItemRefusal[]
  /** The item each value came from, index-parallel to `sampleOrdinals`. */
  itemOfSample: Int32Array
}

/** Documents become series and samples; each entry that cannot be kept is refused by itself. */
export function decodeSamples(documents: readonly ReadDocument[], times: AcceptedTimes): NativeBatch {
  const decoding = new Decoding(times)
  for (const document of documents) decoding.addDocument(document)
  return decoding.finish()
}

/** Liveness and the labels of the node, as every scrape of Prometheus tells them. */
const NODE_SERIES = 'up'

class Decoding {
  private items = 0
  private readonly itemRefusals: ItemRefusal[] = []
  private readonly refusals = new Refusals()
  private readonly series = new SeriesTable()
  private readonly facts: BatchFact[] = []
  private readonly ordinals: number[] = []
  private readonly timesMs: number[] = []
  private readonly values: number[] = []
  private readonly itemOfSample: number[] = []

  constructor(private readonly times: AcceptedTimes) {}

  addDocument(document: ReadDocument): void {
    if (!document.ok) {
      this.refuseItem('malformed_json', document.reason)
      return
    }
    const parsed = samplesDocument.safeParse(document.value)
    if (!parsed.success) {
      const reason = issuesText(parsed.error)
      for (let left = samplesIn(document.value); left > 0; left -= 1)
        this.refuseItem('invalid_document', reason)
      return
    }
    const node = nodeOf(parsed.data)
    const kept = parsed.data.samples.map((sample) => this.addSample(node, parsed.data, sample))
    const newestMs = Math.max(-Infinity, ...kept.flatMap((timeMs) => timeMs ?? []))
    if ('node' in parsed.data && newestMs !== -Infinity)
      this.addFacts(node, parsed.data.node.facts ?? {}, newestMs)
  }

  /** Answers the time of the sample if something of it is kept. */
  private addSample(node: NodeIdentity, document: SamplesDocument, input: unknown): number | null {
    const parsed = sampleDocument.safeParse(input)
    if (!parsed.success) {
      this.refuseItem('invalid_sample', issuesText(parsed.error))
      return null
    }
    const { timestampMs } = parsed.data
    if (timestampMs < this.times.oldestMs || timestampMs > this.times.newestMs) {
      const reason = timeRefusalOf(timestampMs, this.times)
      this.refuseItem(reason, `${reason}: ${timeText(timestampMs)}`)
      return null
    }
    const item = this.items
    this.items += 1
    const problems = [...this.addValues(node, parsed.data, item), ...this.addSeries(node, parsed.data, item)]
    if ('node' in document && document.node.labels !== undefined) {
      this.addValue(
        { node, name: NODE_SERIES, labels: Object.entries(document.node.labels) },
        timestampMs,
        1,
        item,
      )
    }
    if (problems.length > 0) this.noteRefusal(item, 'invalid_sample', problems.join('; '))
    return timestampMs
  }

  private addValues(node: NodeIdentity, { timestampMs, values }: SampleDocument, item: number): string[] {
    return Object.entries(values).flatMap(([metric, input]) => {
      if (metricById(metric) === undefined) return [`values.${metric} is not a metric of the checklist`]
      const measured = measuredValue.safeParse(input)
      if (!measured.success) return [`values.${metric}: ${issuesText(measured.error)}`]
      const byDevice =
        typeof measured.data === 'object' && measured.data !== null ? measured.data : { '': measured.data }
      for (const [device, value] of Object.entries(byDevice)) {
        const labels: [string, string][] = device === '' ? [] : [['device', device]]
        if (value !== null) {
          this.addValue({ node, name: `${NATIVE_PREFIX}${metric}`, labels }, timestampMs, value, item)
        }
      }
      return []
    })
  }

  private addSeries(node: NodeIdentity, { timestampMs, series }: SampleDocument, item: number): string[] {
    return series.flatMap((input, at) => {
      const parsed = sourceSeries.safeParse(input)
      if (!parsed.success) return [`series.${at}: ${issuesText(parsed.error)}`]
      const { name, labels, value } = parsed.data
      this.addValue({ node, name, labels: Object.entries(labels) }, timestampMs, value, item)
      return []
    })
  }

  private addValue(series: SeriesWords, timeMs: number, value: number, item: number): void {
    this.ordinals.push(this.series.ordinalOf(series))
    this.timesMs.push(timeMs)
    this.values.push(value)
    this.itemOfSample.push(item)
  }

  private addFacts(node: NodeIdentity, facts: Readonly<Record<string, unknown>>, observedMs: number): void {
    const ordinal = this.series.anyOrdinalOf(node)
    if (ordinal === null) return
    for (const [key, value] of Object.entries(facts)) {
      const { name, device } = factName(key)
      this.facts.push({ ordinal, name, device, value: String(value), observedMs })
    }
  }

  private refuseItem(reason: string, text: string): void {
    this.noteRefusal(this.items, reason, text)
    this.items += 1
  }

  private noteRefusal(index: number, reason: string, text: string): void {
    this.itemRefusals.push({ index, reason: text })
    this.refusals.add(reason, 1, () => text)
  }

  finish(): NativeBatch {
    return {
      seriesIds: new Int32Array(this.series.unresolved.length),
      groupIds: new Int32Array(this.series.unresolved.length),
      sampleOrdinals: Int32Array.from(this.ordinals),
      timesMs: Float64Array.from(this.timesMs),
      values: Float64Array.from(this.values),
      itemOfSample: Int32Array.from(this.itemOfSample),
      unresolved: this.series.unresolved,
      nodeIds: new Set(),
      refusals: this.refusals,
      facts: this.facts,
      histograms: [],
      release: () => undefined,
      items: this.items,
      itemRefusals: this.itemRefusals,
    }
  }
}

const nodeOf = (document: SamplesDocument): NodeIdentity =>
  'node' in document
    ? { cluster: document.node.cluster ?? '', instance: document.node.name }
    : serviceIdentity(document.cluster ?? '', document.service)

/** A document that cannot be read still holds as many items as its list is long. */
function samplesIn(document: unknown): number {
  const holdsSamples = typeof document === 'object' && document !== null && 'samples' in document
  return holdsSamples && Array.isArray(document.samples) ? Math.max(1, document.samples.length) : 1
}

/** `driver{eth0}` is the driver of eth0. */
function factName(key: string): { name: string; device: string } {
  const match = /^([^{}]+)\{([^{}]*)\}$/.exec(key)
  return { name: match?.[1] ?? key, device: match?.[2] ?? '' }
}
