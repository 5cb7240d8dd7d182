import type { IncomingMessage, ServerResponse } from 'node:http'
import { InvalidInputError } from '@/lib/core/errors'
import type { Authenticate } from '@/lib/http/authenticate'
import type { BodyBudget } from '@/lib/http/body-budget'
import { readBody } from '@/lib/http/read-body'
import { send, type HttpAnswer } from '@/lib/http/send'
import { acceptedSamplesOf, newestTimeOf, type DecodedBatch } from './decoded-batch'
import type { IngestQueue } from './ingest-queue'
import type { LabelCaches } from './label-caches'
import type { NodeNaming } from './node-identity'
import type { IngestProtocol } from './protocol'
import { acceptedTimes, type TimeLimits } from './sample-times'
import type { Sender } from './sender'
import type { SenderStatistics } from './sender-statistics'
import type { Senders } from './senders'
import type { Origin, Resolved, SeriesDictionary } from './series-dictionary'
import { withDeadline } from './with-deadline'

export interface ReceiverOptions {
  authenticate: Authenticate
  senders: Senders
  statistics: SenderStatistics
  dictionary: SeriesDictionary
  caches: LabelCaches
  queue: IngestQueue
  budget: BodyBudget
  limits: TimeLimits & NodeNaming & { maxBodyBytes: number }
  nowMs: () => number
}

/** A sender gives up after some seconds, so it hears 503 before. */
const PATIENCE_MS = 4500

/** The road of every protocol: who sends, decode, resolve, append, and only then the answer. */
export const createReceiver =
  <Batch extends DecodedBatch>(protocol: IngestProtocol<Batch>, options: ReceiverOptions) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const startedMs = options.nowMs()
    const sender = await withDeadline(PATIENCE_MS, () => identify(protocol.name, request, options))
    const patienceMs = PATIENCE_MS - (options.nowMs() - startedMs)
    try {
      send(response, await receive(protocol, request, sender, patienceMs, options))
    } catch (error) {
      if (error instanceof InvalidInputError) {
        options.statistics.refuse(sender, [{ reason: error.reason, count: 1, example: error.message }])
      }
      throw error
    }
  }

async function identify(
  protocol: string,
  request: IncomingMessage,
  { authenticate, senders }: ReceiverOptions,
): Promise<Sender> {
  const principal = await authenticate(request)
  return senders.find(principal, protocol, request.headers['user-agent'])
}

async function receive<Batch extends DecodedBatch>(
  protocol: IngestProtocol<Batch>,
  request: IncomingMessage,
  sender: Sender,
  patienceMs: number,
  options: ReceiverOptions,
): Promise<HttpAnswer> {
  const { caches, limits, queue, statistics, nowMs } = options
  protocol.checkHeaders(request.headers)
  queue.checkRoom()
  const body = await readBody(request, { maxBytes: limits.maxBodyBytes, budget: options.budget })
  const cache = caches.of(sender.id)
  cache.begin(nowMs())
  const times = acceptedTimes(limits, nowMs())
  const origin = { sender, cache, generation: cache.generation }
  const batch = await protocol.decode(body, { headers: request.headers, naming: limits, times, cache })
  const resolved = await withDeadline(patienceMs, (signal) => store(batch, origin, options, signal))
  const accepted = acceptedSamplesOf(batch)
  const newestMs = newestTimeOf(batch.timesMs)
  statistics.accept(sender, { samples: accepted, newestMs, nodeIds: resolved.nodeIds })
  statistics.refuse(sender, batch.refusals.list())
  return protocol.answer(batch, accepted)
}

async function store(
  batch: DecodedBatch,
  origin: Origin,
  { dictionary, queue }: ReceiverOptions,
  signal: AbortSignal,
): Promise<Resolved> {
  const resolved = await dictionary.resolve(batch, origin, signal)
  const facts = batch.facts.flatMap(({ ordinal, ...fact }) => {
    const nodeId = resolved.nodeOfOrdinal.get(ordinal)
    return nodeId === undefined ? [] : [{ ...fact, nodeId }]
  })
  if (batch.sampleOrdinals.length > 0) await queue.append({ batch, facts }, signal)
  return resolved
}
