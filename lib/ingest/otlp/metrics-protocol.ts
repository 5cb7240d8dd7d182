import type { HttpAnswer } from '@/lib/http/send'
import { keptOf } from '../decoded-batch'
import type { IngestProtocol } from '../protocol'
import { MetricsDecoding, type MetricsContext } from './decode-metrics'
import { readJsonMetrics } from './json-metrics'
import { exportAnswer } from './otlp-answer'
import type { OtlpBatch } from './otlp-batch'
import { checkOtlpHeaders, parseJson, plainBody, requireEncoding, type OtlpEncoding } from './otlp-body'
import type { OtlpPoint } from './otlp-point'
import { readProtobufMetrics } from './protobuf-metrics'
import { workThrough } from './work-through'

/** `POST /v1/metrics`: metrics of OpenTelemetry, in protobuf or JSON. */
export const createMetricsProtocol = (maxInflatedBytes: number): IngestProtocol<OtlpBatch> => ({
  name: 'otlp',
  checkHeaders: checkOtlpHeaders,
  async decode(body, { headers, naming, times, lease, turns }) {
    const encoding = requireEncoding(headers)
    const plain = await plainBody(body, headers, maxInflatedBytes, lease)
    const decoding = new MetricsDecoding(encoding, { naming, times })
    const points = readMetrics(encoding, plain)
    await workThrough(turns, points, (point) => {
      decoding.add(point)
    })
    return decoding.finish()
  },
  answer: metricsAnswer,
})

export const readMetrics = (encoding: OtlpEncoding, plain: Uint8Array): Generator<OtlpPoint | null, void> =>
  encoding === 'json' ? readJsonMetrics(parseJson(plain)) : readProtobufMetrics(plain)

/** The whole of a body at once. */
export const decodeMetrics = (
  encoding: OtlpEncoding,
  plain: Uint8Array,
  context: MetricsContext,
): OtlpBatch => {
  const decoding = new MetricsDecoding(encoding, context)
  for (const point of readMetrics(encoding, plain)) if (point !== null) decoding.add(point)
  return decoding.finish()
}

/** A data point counts as rejected if any of it was; the rest is kept. */
const metricsAnswer = (batch: OtlpBatch, accepted: number): HttpAnswer => {
  const { encoding, points, refusals } = batch
  if (refusals.total === 0) return exportAnswer(encoding, 'rejectedDataPoints', { rejected: 0, message: '' })
  const rejected = Math.min(points, batch.refusedPoints + cappedPoints(batch, accepted))
  const message = refusals.message(points, rejected, 'data points')
  return exportAnswer(encoding, 'rejectedDataPoints', { rejected, message })
}

/** Those of whose series or histograms a cap left no room for. */
const cappedPoints = (batch: OtlpBatch, accepted: number): number => {
  const points = new Set<number>()
  batch.sampleOrdinals.forEach((ordinal, at) => {
    if ((batch.seriesIds[ordinal] ?? 0) < 0) points.add(batch.pointOfSample[at] ?? 0)
  })
  const keptHistograms = accepted - keptOf(batch).samples
  return points.size + batch.histograms.length - keptHistograms
}
