import type { IncomingMessage, ServerResponse } from 'node:http'
import { InvalidInputError } from '@/lib/core/errors'
import { readBody } from '@/lib/http/read-body'
import { send } from '@/lib/http/send'
import { appendEvents } from '@/lib/store/events'
import type { Store } from '@/lib/store/db'
import { Deadline } from '../deadline'
import { itemsAnswer } from '../native/items-answer'
import { checkNativeHeaders, readDocuments } from '../native/read-documents'
import { identify, PATIENCE_MS, type ReceiverOptions } from '../receive-samples'
import type { AcceptedTimes } from '../sample-times'
import { decodeEvents, type EventBatch } from './decode-events'

const PROTOCOL = 'events'

/** An event takes about as much memory and work as so many samples. */
const SAMPLES_AN_EVENT = 20

export interface EventReceiverOptions extends Pick<
  ReceiverOptions,
  'authenticate' | 'senders' | 'statistics' | 'admission' | 'budget' | 'nowMs'
> {
  store: Store
  limits: { maxBodyBytes: number; maxInflatedBytes: number }
  acceptedTimes: (nowMs: number) => AcceptedTimes
}

/** `POST /api/v1/events`: as samples, but straight to their table, because there are few. */
export const createEventReceiver =
  (options: EventReceiverOptions) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { statistics, nowMs } = options
    const startedMs = nowMs()
    const sender = await identify(PROTOCOL, request, options)
    const patienceMs = PATIENCE_MS - (nowMs() - startedMs)
    try {
      const batch = await decode(request, options)
      await keep(batch, patienceMs, options)
      statistics.accept(sender, { samples: batch.events.length, newestMs: null, nodeIds: [] })
      if (batch.refusals.total > 0) statistics.refuse(sender, batch.refusals.list())
      const { events, itemRefusals } = batch
      send(response, itemsAnswer(events.length + itemRefusals.length, itemRefusals))
    } catch (error) {
      if (error instanceof InvalidInputError)
        statistics.refuse(sender, [{ reason: error.reason, count: 1, example: error.message }])
      throw error
    }
  }

async function decode(
  request: IncomingMessage,
  { admission, budget, limits, acceptedTimes, nowMs }: EventReceiverOptions,
): Promise<EventBatch> {
  checkNativeHeaders(request.headers)
  admission.check()
  const lease = budget.open()
  try {
    const body = await readBody(request, { maxBytes: limits.maxBodyBytes, lease })
    const documents = await readDocuments(body, request.headers, limits.maxInflatedBytes)
    return decodeEvents(documents, acceptedTimes(nowMs()))
  } finally {
    lease.close()
  }
}

const keep = (
  { events }: EventBatch,
  patienceMs: number,
  { admission, store, nowMs }: EventReceiverOptions,
): Promise<void> =>
  new Deadline(patienceMs).bound(
    admission.enter(SAMPLES_AN_EVENT * events.length, () => appendEvents(store, events, nowMs())),
  )
