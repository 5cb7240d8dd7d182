import type { IncomingMessage, ServerResponse } from 'node:http'
import { send } from '@/lib/http/send'
import { appendEvents } from '@/lib/store/events'
import type { Store } from '@/lib/store/db'
import { Deadline } from '../deadline'
import { itemsAnswer } from '../native/items-answer'
import { checkNativeHeaders, readDocuments } from '../native/read-documents'
import { decodeBody, forSender, type BodyOptions, type SenderOptions } from '../receive'
import type { AcceptedTimes } from '../sample-times'
import { decodeEvents, type EventBatch } from './decode-events'

const PROTOCOL = 'events'

/** An event takes about as much memory and work as so many samples. */
const SAMPLES_AN_EVENT = 20

export interface EventReceiverOptions extends SenderOptions, BodyOptions {
  store: Store
  limits: BodyOptions['limits'] & { maxInflatedBytes: number }
  acceptedTimes: (nowMs: number) => AcceptedTimes
}

/** `POST /api/v1/events`: as samples, but straight to their table, because there are few. */
export const createEventReceiver =
  (options: EventReceiverOptions) =>
  (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    forSender(PROTOCOL, request, options, async (sender, patienceMs) => {
      const { statistics } = options
      const batch = await decode(request, options)
      await keep(batch, patienceMs, options)
      statistics.accept(sender, { samples: batch.events.length, newestMs: null, nodeIds: [] })
      if (batch.refusals.total > 0) statistics.refuse(sender, batch.refusals.list())
      const { events, itemRefusals } = batch
      send(response, itemsAnswer(events.length + itemRefusals.length, itemRefusals))
    })

const decode = (request: IncomingMessage, options: EventReceiverOptions): Promise<EventBatch> => {
  const { limits, acceptedTimes, nowMs } = options
  checkNativeHeaders(request.headers)
  return decodeBody(request, options, async (body) => {
    const documents = await readDocuments(body, request.headers, limits.maxInflatedBytes)
    return decodeEvents(documents, acceptedTimes(nowMs()))
  })
}

const keep = (
  { events }: EventBatch,
  patienceMs: number,
  { admission, store, nowMs }: EventReceiverOptions,
): Promise<void> =>
  new Deadline(patienceMs).bound(
    admission.enter(SAMPLES_AN_EVENT * events.length, () => appendEvents(store, events, nowMs())),
  )
