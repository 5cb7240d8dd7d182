import type { IncomingMessage, ServerResponse } from 'node:http'
import { send } from '@/lib/http/send'
import { Deadline } from '../deadline'
import { itemsAnswer } from '../native/items-answer'
import { parseContentType } from '../content-type'
import { checkNativeHeaders, readDocuments, readText, type ReadDocument } from '../native/read-documents'
import { decodeBody, forSender, type BodyOptions, type SenderOptions } from '../receive'
import type { AcceptedTimes } from '../sample-times'
import type { Sender } from '../sender'
import { decodeHistograms, refuseItem, type HistogramBatch } from './decode-histograms'
import type { LatencyQueue } from './latency-queue'
import { textDocuments } from './text/text-documents'
import { SAMPLES_A_HISTOGRAM } from './told-point'

const PROTOCOL = 'histograms'
const TEXT_TYPE = 'text/plain'

export interface HistogramReceiverOptions extends SenderOptions, BodyOptions {
  latency: LatencyQueue
  limits: BodyOptions['limits'] & { maxInflatedBytes: number }
  acceptedTimes: (nowMs: number) => AcceptedTimes
}

/** `POST /api/v1/histograms`: as samples, but to a store of their own. */
export const createHistogramReceiver =
  (options: HistogramReceiverOptions) =>
  (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    forSender(PROTOCOL, request, options, async (sender, patienceMs) => {
      const { statistics } = options
      const batch = await decode(request, options)
      await keep(batch, sender, patienceMs, options)
      const { items, itemRefusals, refusals } = batch
      const newestMs = batch.points.reduce((newest, { timeMs }) => Math.max(newest, timeMs), -Infinity)
      const samples = items - itemRefusals.length
      statistics.accept(sender, { samples, newestMs: samples === 0 ? null : newestMs, nodeIds: [] })
      if (refusals.total > 0) statistics.refuse(sender, refusals.list())
      send(response, itemsAnswer(items, itemRefusals))
    })

const decode = (request: IncomingMessage, options: HistogramReceiverOptions): Promise<HistogramBatch> => {
  const { limits, acceptedTimes, nowMs } = options
  checkNativeHeaders(request.headers, [TEXT_TYPE])
  return decodeBody(request, options, async (body) =>
    decodeHistograms(await documentsOf(body, request, limits), acceptedTimes(nowMs())),
  )
}

/** The output of a program is told from documents by its type. */
const documentsOf = async (
  body: Uint8Array,
  { headers, url }: IncomingMessage,
  { maxInflatedBytes }: HistogramReceiverOptions['limits'],
): Promise<ReadDocument[]> => {
  if (parseContentType(headers['content-type']).type !== TEXT_TYPE)
    return readDocuments(body, headers, maxInflatedBytes)
  const [, search = ''] = (url ?? '').split('?', 2)
  return textDocuments(await readText(body, headers, maxInflatedBytes), new URLSearchParams(search))
}

const keep = async (
  batch: HistogramBatch,
  sender: Sender,
  patienceMs: number,
  { admission, latency }: HistogramReceiverOptions,
): Promise<void> => {
  const { points } = batch
  const deadline = new Deadline(patienceMs)
  const refused = await deadline.bound(
    admission.enter(SAMPLES_A_HISTOGRAM * points.length, () => latency.append(sender, points, deadline)),
  )
  for (const { items } of refused)
    for (const index of items)
      refuseItem(batch, index, 'series_cap', 'series_cap: the sender has no room for more series')
}
