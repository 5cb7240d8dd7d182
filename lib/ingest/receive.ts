import type { IncomingMessage } from 'node:http'
import { InvalidInputError } from '@/lib/core/errors'
import type { Authenticate } from '@/lib/http/authenticate'
import type { BodyBudget, BodyLease } from '@/lib/http/body-budget'
import { readBody } from '@/lib/http/read-body'
import type { Admission } from './admission'
import { Deadline } from './deadline'
import type { Sender } from './sender'
import type { SenderStatistics } from './sender-statistics'
import type { Senders } from './senders'

/** A sender gives up after some seconds, so it hears 503 before. */
const PATIENCE_MS = 4500

export interface SenderOptions {
  authenticate: Authenticate
  senders: Senders
  statistics: SenderStatistics
  nowMs: () => number
}

/** Works for whoever sends, as long as it has patience left; what is refused as a whole counts as refused of it. */
export const forSender = async (
  protocol: string,
  request: IncomingMessage,
  options: SenderOptions,
  work: (sender: Sender, patienceMs: number) => Promise<void>,
): Promise<void> => {
  const { statistics, nowMs } = options
  const startedMs = nowMs()
  const sender = await identify(protocol, request, options)
  try {
    await work(sender, PATIENCE_MS - (nowMs() - startedMs))
  } catch (error) {
    if (error instanceof InvalidInputError)
      statistics.refuse(sender, [{ reason: error.reason, count: 1, example: error.message }])
    throw error
  }
}

function identify(
  protocol: string,
  request: IncomingMessage,
  { authenticate, senders }: SenderOptions,
): Sender | Promise<Sender> {
  const userAgent = request.headers['user-agent']
  const principal = authenticate(request)
  const sender =
    principal instanceof Promise
      ? principal.then((known) => senders.find(known, protocol, userAgent))
      : senders.find(principal, protocol, userAgent)
  return sender instanceof Promise ? new Deadline(PATIENCE_MS).bound(sender) : sender
}

export interface BodyOptions {
  /** Bounds the samples between decoding and commit. */
  admission: Admission
  /** Bounds the bytes before decoding. */
  budget: BodyBudget
  limits: { maxBodyBytes: number }
}

/** The body, whose bytes count against the budget until it is decoded. */
export const decodeBody = async <Decoded>(
  request: IncomingMessage,
  { admission, budget, limits }: BodyOptions,
  decode: (body: Uint8Array, lease: BodyLease) => Decoded | Promise<Decoded>,
): Promise<Decoded> => {
  admission.check()
  const lease = budget.open()
  try {
    return await decode(await readBody(request, { maxBytes: limits.maxBodyBytes, lease }), lease)
  } finally {
    lease.close()
  }
}
