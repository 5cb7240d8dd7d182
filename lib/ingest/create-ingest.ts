import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Authenticate } from '@/lib/http/authenticate'
import { createBodyBudget } from '@/lib/http/body-budget'
import type { Store } from '@/lib/store/db'
import { logger } from '@/lib/telemetry/logger'
import { createAdmission } from './admission'
import { createIngestQueue } from './ingest-queue'
import { createEventReceiver } from './events/receive-events'
import { createProfileReceiver } from './profiles/receive-profiles'
import { createLabelCaches, type LabelCaches } from './label-caches'
import { createClassicSeries } from './latency/classic-series'
import { createLatencyQueue } from './latency/latency-queue'
import { createHistogramReceiver } from './latency/receive-histograms'
import { loadSeriesIndex } from './load-series-index'
import { createNativeProtocol } from './native/native-protocol'
import type { NodeNaming } from './node-identity'
import { createMetricsProtocol } from './otlp/metrics-protocol'
import { createLogReceiver } from './otlp/receive-logs'
import { withStatus } from './otlp/otlp-receiver'
import { createPeerAnswerer } from './probes/answer-peers'
import { createMeshBook } from './probes/mesh-book'
import { createProbeProtocol } from './probes/probe-protocol'
import { createRetransmissionProtocol } from './retransmissions/retransmission-protocol'
import { createReceiver, type ReceiverOptions } from './receive-samples'
import { createRefusedSeries, type RefusedSeries } from './refused-series'
import { createRemoteWrite1 } from './remote-write/remote-write-1'
import { acceptedEventTimes, acceptedProfileTimes, acceptedTimes, type TimeLimits } from './sample-times'
import { createSenderStatistics } from './sender-statistics'
import { createSenders } from './senders'
import { createSeriesDictionary } from './series-dictionary'
import { createSeriesIndex } from './series-index'
import type { LoopbackCaps } from './store-authenticator'
import { createTurns } from './turns'

export interface IngestConfig extends TimeLimits, NodeNaming, LoopbackCaps {
  maxBodyBytes: number
  maxInflatedBytes: number
  ingestQueueSamples: number
  roll5mRetentionDays: number
  profileRetentionDays: number
}

type Receive = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Ingest {
  /** `POST /api/v1/write` */
  receiveWrite: Receive
  /** `POST /api/v1/samples` */
  receiveSamples: Receive
  /** `POST /api/v1/events` */
  receiveEvents: Receive
  /** `POST /api/v1/probes` */
  receiveProbes: Receive
  /** `GET /api/v1/probes/peers` */
  answerPeers: Receive
  /** `POST /api/v1/retransmissions` */
  receiveRetransmissions: Receive
  /** `POST /api/v1/histograms` */
  receiveHistograms: Receive
  /** `POST /api/v1/profiles` */
  receiveProfiles: Receive
  /** `POST /v1/metrics` */
  receiveOtlpMetrics: Receive
  /** `POST /v1/logs` */
  receiveOtlpLogs: Receive
  /** Finishes the commits under way and the statistics; call it when no request is left. */
  stop(): Promise<void>
}

const MEBIBYTE = 1024 * 1024
const LABEL_CACHE_BYTES = 384 * MEBIBYTE
const INDEXED_SERIES = 4_000_000
const REFUSED_SERIES = 1_000_000
const BODIES_AT_ONCE = 8
const FLUSH_MS = 5000
const CAP_RETRY_MS = 60_000

/** Wires the road from a request to the log; `opened` tells when the database is there. */
export function createIngest(
  store: Store,
  config: IngestConfig,
  authenticate: Authenticate,
  opened: Promise<boolean>,
  nowMs: () => number = Date.now,
): Ingest {
  const caches = createLabelCaches(LABEL_CACHE_BYTES, nowMs)
  const statistics = createSenderStatistics(store, nowMs)
  const index = createSeriesIndex(INDEXED_SERIES)
  const refused = createRefusedSeries(REFUSED_SERIES)
  const loading = loadSeriesIndex({ store, opened, index, maxSeries: INDEXED_SERIES, nowMs })
  const options: ReceiverOptions = {
    authenticate,
    senders: createSenders(store, nowMs),
    statistics,
    dictionary: createSeriesDictionary({ store, index, refused, nowMs }),
    caches,
    index,
    queue: createIngestQueue({ store, nowMs }),
    latency: createLatencyQueue({ store, nowMs }),
    classic: createClassicSeries(store, nowMs),
    admission: createAdmission(config.ingestQueueSamples),
    budget: createBodyBudget(BODIES_AT_ONCE * config.maxBodyBytes + config.maxInflatedBytes),
    turns: createTurns(),
    limits: config,
    nowMs,
  }
  const flush = () =>
    statistics.flush().catch((error: unknown) => {
      logger.warn({ err: error }, 'sender statistics are kept for the next flush')
    })
  const stopChores = startChores(caches, refused, flush)
  return {
    receiveWrite: createReceiver(createRemoteWrite1(config.maxInflatedBytes), options),
    receiveSamples: createReceiver(createNativeProtocol(config.maxInflatedBytes), options),
    receiveProbes: createReceiver(createProbeProtocol(config.maxInflatedBytes), options),
    answerPeers: createPeerAnswerer(createMeshBook(store, nowMs), authenticate),
    receiveRetransmissions: createReceiver(createRetransmissionProtocol(config.maxInflatedBytes), options),
    receiveOtlpMetrics: withStatus(createReceiver(createMetricsProtocol(config.maxInflatedBytes), options)),
    receiveEvents: createEventReceiver({
      ...options,
      store,
      limits: config,
      acceptedTimes: (atMs) => acceptedEventTimes(config, atMs),
    }),
    receiveOtlpLogs: withStatus(
      createLogReceiver({
        ...options,
        store,
        limits: config,
        acceptedTimes: (atMs) => acceptedEventTimes(config, atMs),
      }),
    ),
    receiveHistograms: createHistogramReceiver({
      ...options,
      limits: config,
      acceptedTimes: (atMs) => acceptedTimes(config, atMs),
    }),
    receiveProfiles: createProfileReceiver({
      ...options,
      store,
      limits: config,
      acceptedTimes: (atMs) => acceptedProfileTimes(config, atMs),
    }),
    async stop() {
      stopChores()
      loading.stop()
      await loading.done
      await options.queue.drain()
      await options.latency.drain()
      await flush()
    },
  }
}

/** Answers how to stop them. */
function startChores(caches: LabelCaches, refused: RefusedSeries, flush: () => Promise<void>): () => void {
  const sweeping = setInterval(() => {
    caches.sweep()
    void flush()
  }, FLUSH_MS)
  const forgetting = setInterval(() => {
    refused.forget()
    caches.forgetPassing()
  }, CAP_RETRY_MS)
  return () => {
    clearInterval(sweeping)
    clearInterval(forgetting)
  }
}
