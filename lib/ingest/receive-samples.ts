import type { IncomingMessage, ServerResponse } from 'node:http'
import { send, type HttpAnswer } from '@/lib/http/send'
import { metrics } from '@/lib/telemetry/metrics'
import { Deadline } from './deadline'
import { weightOf, type DecodedBatch, type Kept } from './decoded-batch'
import type { IngestQueue } from './ingest-queue'
import type { LabelCaches } from './label-caches'
import type { ClassicSeries } from './latency/classic-series'
import type { LatencyQueue } from './latency/latency-queue'
import type { NodeNaming } from './node-identity'
import type { IngestProtocol } from './protocol'
import { decodeBody, forSender, type BodyOptions, type SenderOptions } from './receive'
import { acceptedTimes, type TimeLimits } from './sample-times'
import type { Sender } from './sender'
import type { Origin, SeriesDictionary } from './series-dictionary'
import type { SeriesIndex } from './series-index'
import type { Turns } from './turns'

export interface ReceiverOptions extends SenderOptions, BodyOptions {
  dictionary: SeriesDictionary
  caches: LabelCaches
  index: SeriesIndex
  queue: IngestQueue
  /** Takes histograms, and what of the samples is part of one. */
  latency: LatencyQueue
  classic: ClassicSeries
  turns: Turns
  limits: TimeLimits & NodeNaming & BodyOptions['limits']
}

/** The road of every protocol: who sends, decode, resolve, append, and only then the answer. */
export const createReceiver =
  <Batch extends DecodedBatch>(protocol: IngestProtocol<Batch>, options: ReceiverOptions) =>
  (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    forSender(protocol.name, request, options, async (sender, patienceMs) => {
      const { batch, origin } = await decode(protocol, request, sender, options)
      send(response, await keep(protocol, batch, origin, patienceMs, options))
    })

interface Decoded<Batch> {
  batch: Batch
  origin: Origin
}

function decode<Batch extends DecodedBatch>(
  protocol: IngestProtocol<Batch>,
  request: IncomingMessage,
  sender: Sender,
  options: ReceiverOptions,
): Promise<Decoded<Batch>> {
  const { caches, index, turns, limits, nowMs } = options
  protocol.checkHeaders(request.headers)
  return decodeBody(request, options, async (body, lease) => {
    const cache = caches.of(sender.id)
    cache.begin(nowMs())
    const origin = { sender, cache, generation: cache.generation }
    const times = acceptedTimes(limits, nowMs())
    const { headers } = request
    const search = new URLSearchParams((request.url ?? '').split('?')[1] ?? '')
    const context = { headers, search, naming: limits, times, cache, index, lease, turns }
    return { batch: await protocol.decode(body, context), origin }
  })
}

async function keep<Batch extends DecodedBatch>(
  protocol: IngestProtocol<Batch>,
  batch: Batch,
  origin: Origin,
  patienceMs: number,
  options: ReceiverOptions,
): Promise<HttpAnswer> {
  const { admission, statistics } = options
  const deadline = new Deadline(patienceMs)
  const entered = admission.enter(weightOf(batch), () => store(batch, origin, options, deadline))
  const stored = thenRelease(batch, entered)
  metrics.ingestQueueSamples.set(admission.weight)
  const { samples, newestMs } = await deadline.bound(stored)
  metrics.ingestQueueSamples.set(admission.weight)
  statistics.accept(origin.sender, {
    samples,
    newestMs: samples === 0 ? null : newestMs,
    nodeIds: batch.nodeIds,
  })
  if (batch.refusals.total > 0) statistics.refuse(origin.sender, batch.refusals.list())
  return protocol.answer(batch, samples)
}

/** Not when the answer is given: whoever gave up waiting may have left the work running. */
async function thenRelease<Result>(batch: DecodedBatch, work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } finally {
    batch.release()
  }
}

async function store(
  batch: DecodedBatch,
  origin: Origin,
  options: ReceiverOptions,
  deadline: Deadline,
): Promise<Kept> {
  const nodeOfOrdinal = await options.dictionary.resolve(batch, origin, deadline)
  const facts = batch.facts.flatMap(({ ordinal, ...fact }) => {
    const nodeId = nodeOfOrdinal.get(ordinal)
    return nodeId === undefined ? [] : [{ ...fact, nodeId }]
  })
  const parts = [
    batch.sampleOrdinals.length === 0
      ? Promise.resolve({ samples: 0, newestMs: -Infinity })
      : options.queue.append({ batch, facts }, deadline),
    keepHistograms(batch, origin, options, deadline),
  ] as const
  // Both are over before the batch is, whatever becomes of either: its columns are used again.
  await Promise.allSettled(parts)
  const [kept, histograms] = await Promise.all(parts)
  return {
    samples: kept.samples + histograms.samples,
    newestMs: Math.max(kept.newestMs, histograms.newestMs),
  }
}

/** Classic buckets are kept as samples too, so only whole histograms count as more. */
async function keepHistograms(
  batch: DecodedBatch,
  { sender }: Origin,
  { classic, latency }: ReceiverOptions,
  deadline: Deadline,
): Promise<Kept> {
  const points = [...batch.histograms, ...(await classic.pointsOf(batch))]
  const refused = new Set(await latency.append(sender, points, deadline))
  if (refused.size > 0)
    batch.refusals.add('series_cap', refused.size, () => [...refused][0]?.source.operation ?? '')
  const kept = batch.histograms.filter((point) => !refused.has(point))
  return {
    samples: kept.length,
    newestMs: kept.reduce((newest, { timeMs }) => Math.max(newest, timeMs), -Infinity),
  }
}
