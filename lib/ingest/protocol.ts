import type { IncomingHttpHeaders } from 'node:http'
import type { BodyLease } from '@/lib/http/body-budget'
import type { HttpAnswer } from '@/lib/http/send'
import type { DecodedBatch } from './decoded-batch'
import type { NodeNaming } from './node-identity'
import type { RawLabelCache } from './raw-label-cache'
import type { AcceptedTimes } from './sample-times'
import type { SeriesIndex } from './series-index'
import type { Turns } from './turns'

interface DecodeContext {
  headers: IncomingHttpHeaders
  /** What follows the path in the address. */
  search: URLSearchParams
  naming: NodeNaming
  times: AcceptedTimes
  /** What the sender's raw labels stand for; only protocols that repeat bytes need it. */
  cache: RawLabelCache
  /** Series that this process knows; what it does not is left unresolved. */
  index: Pick<SeriesIndex, 'find'>
  /** Whoever needs more memory than the body itself takes it here. */
  lease: BodyLease
  /** Whoever needs more than some milliseconds works here. */
  turns: Turns
}

/** All that tells one way of sending samples from another: everything else is shared. */
export interface IngestProtocol<Batch extends DecodedBatch> {
  /** As counted and shown. */
  name: string
  /** Throws an `InvalidInputError` with status 415 for what it does not speak. */
  checkHeaders(headers: IncomingHttpHeaders): void
  /** At once what takes a few milliseconds, and the rest in turns with everybody else. */
  decode(body: Uint8Array, context: DecodeContext): Batch | Promise<Batch>
  /** Called after the commit. */
  answer(batch: Batch, accepted: number): HttpAnswer
}
