import { hash } from 'node:crypto'
import { MINUTE_MS } from '@/lib/core/times'
import { issuesText } from '@/lib/http/parse-input'
import type { LatencySource } from '@/lib/store/latency/series'
import type { ItemRefusal } from '../native/items-answer'
import type { ReadDocument } from '../native/read-documents'
import { Refusals } from '../refusals'
import { timeRefusalOf, timeText, type AcceptedTimes } from '../sample-times'
import { histogramDocument, type HistogramDocument } from './histogram-document'
import { histogramOfObservations, toHistogram } from './to-histogram'
import type { ToldPoint } from './told-point'

type Observation = Extract<HistogramDocument, { form: 'observation' }>

/** A point, and which items of the body it is made of. */
interface DecodedPoint extends ToldPoint {
  items: readonly number[]
}

export interface HistogramBatch {
  points: DecodedPoint[]
  items: number
  itemRefusals: ItemRefusal[]
  refusals: Refusals
}

/** Each document becomes a point, or is refused by itself; single observations of a minute become one together. */
export const decodeHistograms = (
  documents: readonly ReadDocument[],
  times: AcceptedTimes,
): HistogramBatch => {
  const batch: HistogramBatch = {
    points: [],
    items: documents.length,
    itemRefusals: [],
    refusals: new Refusals(),
  }
  const minutes = new Map<string, { source: LatencySource; observations: [number, Observation][] }>()
  documents.forEach((document, index) => {
    const decoded = decodeDocument(document, times)
    if ('text' in decoded) return refuseItem(batch, index, decoded.reason, decoded.text)
    if ('observation' in decoded) {
      const { observation } = decoded
      const source = sourceOf(observation)
      const key = JSON.stringify([source, minuteOf(observation.timestampMs)])
      const minute = minutes.get(key) ?? { source, observations: [] }
      minute.observations.push([index, observation])
      minutes.set(key, minute)
      return
    }
    batch.points.push({ ...decoded.point, items: [index] })
  })
  for (const { source, observations } of minutes.values())
    batch.points.push(toMinutePoint(source, observations))
  return batch
}

export const refuseItem = (batch: HistogramBatch, index: number, reason: string, text: string): void => {
  batch.itemRefusals.push({ index, reason: text })
  batch.refusals.add(reason, 1, () => text)
}

type Decoded = { point: ToldPoint } | { observation: Observation } | { reason: string; text: string }

const decodeDocument = (document: ReadDocument, times: AcceptedTimes): Decoded => {
  if (!document.ok) return { reason: 'malformed_json', text: document.reason }
  const parsed = histogramDocument.safeParse(document.value)
  if (!parsed.success) return { reason: 'invalid_histogram', text: issuesText(parsed.error) }
  const { timestampMs } = parsed.data
  if (timestampMs < times.oldestMs || timestampMs > times.newestMs) {
    const reason = timeRefusalOf(timestampMs, times)
    return { reason, text: `${reason}: ${timeText(timestampMs)}` }
  }
  if (parsed.data.form === 'observation') return { observation: parsed.data }
  const histogram = toHistogram(parsed.data)
  if (typeof histogram === 'string') return { reason: 'invalid_histogram', text: histogram }
  const content = { kind: 'delta' as const, histogram }
  return { point: { source: sourceOf(parsed.data), timeMs: timestampMs, batch: 0, content } }
}

const sourceOf = ({ service, operation, vantage, node, cluster }: HistogramDocument): LatencySource => ({
  cluster: cluster ?? '',
  service,
  operation,
  vantage: vantage ?? '',
  node: node === '' ? null : (node ?? null),
  origin: '',
})

const minuteOf = (timeMs: number): number => Math.floor(timeMs / MINUTE_MS) * MINUTE_MS

const BATCH_BYTES = 6

/**
 * Observations have no names, so the same ones of a minute, sent again together, are those of before, and any others are new
 * ones, of whatever body.
 */
const toMinutePoint = (
  source: LatencySource,
  observations: readonly [number, Observation][],
): DecodedPoint => {
  const told = observations.map(([, { timestampMs, observationMs, isError }]) =>
    JSON.stringify([timestampMs, observationMs, isError ?? null]),
  )
  const digest = hash('sha256', told.sort().join('\n'), 'buffer')
  const histogram = histogramOfObservations(
    observations.map(([, { observationMs, isError }]) => ({
      valueMs: observationMs,
      isError: isError ?? null,
    })),
  )
  return {
    source,
    timeMs: minuteOf(observations[0]?.[1].timestampMs ?? 0),
    batch: 1 + digest.readUIntBE(0, BATCH_BYTES),
    content: { kind: 'delta', histogram },
    items: observations.map(([index]) => index),
  }
}
