import type { IncomingMessage, ServerResponse } from 'node:http'
import { InvalidInputError } from '@/lib/core/errors'
import { readBody } from '@/lib/http/read-body'
import { send } from '@/lib/http/send'
import { Deadline } from '../deadline'
import { itemsAnswer } from '../native/items-answer'
import { parseContentType } from '../content-type'
import { checkNativeHeaders, readDocuments, readText, type ReadDocument } from '../native/read-documents'
import { identify, PATIENCE_MS, type ReceiverOptions } from '../receive-samples'
import type { AcceptedTimes } from '../sample-times'
import type { Sender } from '../sender'
import { decodeHistograms, refuseItem, type HistogramBatch } from './decode-histograms'
import type { LatencyQueue } from './latency-queue'
import { textDocuments } from './text/text-documents'
import { SAMPLES_A_HISTOGRAM } from './told-point'

const PROTOCOL = 'histograms'
const TEXT_TYPE = 'text/plain'

export interface HistogramReceiverOptions extends Pick<
  ReceiverOptions,
  'authenticate' | 'senders' | 'statistics' | 'admission' | 'budget' | 'nowMs'
> {
  latency: LatencyQueue
  limits: { maxBodyBytes: number; maxInflatedBytes: number }
  acceptedTimes: (nowMs: number) => AcceptedTimes
}

/** `POST /api/v1/histograms`: as samples, but to a store of their own. */
export const createHistogramReceiver =
  (options: HistogramReceiverOptions) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { statistics, nowMs } = options
    const startedMs = nowMs()
    const sender = await identify(PROTOCOL, request, options)
    const patienceMs = PATIENCE_MS - (nowMs() - startedMs)
    try {
      const batch = await decode(request, options)
      await keep(batch, sender, patienceMs, options)
      const { items, itemRefusals, refusals } = batch
      const newestMs = batch.points.reduce((newest, { timeMs }) => Math.max(newest, timeMs), -Infinity)
      const samples = items - itemRefusals.length
      statistics.accept(sender, { samples, newestMs: samples === 0 ? null : newestMs, nodeIds: [] })
      if (refusals.total > 0) statistics.refuse(sender, refusals.list())
      send(response, itemsAnswer(items, itemRefusals))
    } catch (error) {
      if (error instanceof InvalidInputError)
        statistics.refuse(sender, [{ reason: error.reason, count: 1, example: error.message }])
      throw error
    }
  }

const decode = async (
  request: IncomingMessage,
  { admission, budget, limits, acceptedTimes, nowMs }: HistogramReceiverOptions,
): Promise<HistogramBatch> => {
  checkNativeHeaders(request.headers, [TEXT_TYPE])
  admission.check()
  const lease = budget.open()
  try {
    const body = await readBody(request, { maxBytes: limits.maxBodyBytes, lease })
    return decodeHistograms(await documentsOf(body, request, limits), acceptedTimes(nowMs()))
  } finally {
    lease.close()
  }
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
