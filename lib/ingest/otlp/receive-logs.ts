import type { IncomingMessage, ServerResponse } from 'node:http'
import { send } from '@/lib/http/send'
import type { Store } from '@/lib/store/db'
import { appendEvents } from '@/lib/store/events'
import { Deadline } from '../deadline'
import type { NodeNaming } from '../node-identity'
import { decodeBody, forSender, type BodyOptions, type SenderOptions } from '../receive'
import type { AcceptedTimes } from '../sample-times'
import type { Turns } from '../turns'
import { LogsDecoding } from './decode-logs'
import { readJsonLogs } from './json-logs'
import { exportAnswer } from './otlp-answer'
import { checkOtlpHeaders, parseJson, plainBody, requireEncoding, type OtlpEncoding } from './otlp-body'
import type { OtlpRecord } from './otlp-record'
import { readProtobufLogs } from './protobuf-logs'
import { workThrough } from './work-through'

const PROTOCOL = 'otlp_logs'

/** An event takes about as much memory and work as so many samples. */
const SAMPLES_AN_EVENT = 20

export interface LogReceiverOptions extends SenderOptions, BodyOptions {
  store: Store
  turns: Turns
  limits: BodyOptions['limits'] & NodeNaming & { maxInflatedBytes: number }
  acceptedTimes: (nowMs: number) => AcceptedTimes
}

/** `POST /v1/logs`: log records of OpenTelemetry become events. */
export const createLogReceiver =
  (options: LogReceiverOptions) =>
  (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    forSender(PROTOCOL, request, options, async (sender, patienceMs) => {
      const { statistics, admission, store, nowMs } = options
      checkOtlpHeaders(request.headers)
      const encoding = requireEncoding(request.headers)
      const { events, refusals } = await decode(request, encoding, options)
      await new Deadline(patienceMs).bound(
        admission.enter(SAMPLES_AN_EVENT * events.length, () => appendEvents(store, events, nowMs())),
      )
      statistics.accept(sender, { samples: events.length, newestMs: null, nodeIds: [] })
      if (refusals.total > 0) statistics.refuse(sender, refusals.list())
      const rejected = refusals.total
      const message =
        rejected === 0 ? '' : refusals.message(events.length + rejected, rejected, 'log records')
      send(response, exportAnswer(encoding, 'rejectedLogRecords', { rejected, message }))
    })

const decode = (
  request: IncomingMessage,
  encoding: OtlpEncoding,
  options: LogReceiverOptions,
): Promise<LogsDecoding> => {
  const { limits, acceptedTimes, turns, nowMs } = options
  return decodeBody(request, options, async (body, lease) => {
    const plain = await plainBody(body, request.headers, limits.maxInflatedBytes, lease)
    const decoding = new LogsDecoding({ naming: limits, times: acceptedTimes(nowMs()) })
    const records = readLogs(encoding, plain)
    await workThrough(turns, records, (record) => {
      decoding.add(record)
    })
    return decoding
  })
}

export const readLogs = (encoding: OtlpEncoding, plain: Uint8Array): Generator<OtlpRecord | null, void> =>
  encoding === 'json' ? readJsonLogs(parseJson(plain)) : readProtobufLogs(plain)
