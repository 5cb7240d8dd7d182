import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Clock } from '../clock'
import type { Batch, BatchKind } from './batch'
import { toOutcome, type Answer, type Outcome } from './outcome'

export interface Poster {
  post(batch: Batch): Promise<Outcome>
  close(): void
}

export interface PosterOptions {
  /** Where the server is; the API's path is put after it. */
  serverUrl: URL
  /** Asked before each request, so that a token can be replaced without a restart. */
  readToken(): string | null
  clock: Clock
  userAgent: string
}

const ANSWER_TIMEOUT_MS = 10_000
const LONGEST_ANSWER_BYTES = 64 * 1024

export const urlOf = (serverUrl: URL, kind: BatchKind): URL =>
  new URL(`api/v1/${kind}`, serverUrl.href.endsWith('/') ? serverUrl : `${serverUrl.href}/`)

const readAnswer = async (response: IncomingMessage): Promise<Answer> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    if (bytes <= LONGEST_ANSWER_BYTES) chunks.push(chunk)
  }
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers['retry-after'] ?? null,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.message === '' && 'code' in error ? String(error.code) : error.message
}

/** Sends over one kept connection. */
export const createPoster = ({ serverUrl, readToken, clock, userAgent }: PosterOptions): Poster => {
  const isSecure = serverUrl.protocol === 'https:'
  const agent = new (isSecure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1 })

  const send = ({ kind, body }: Batch, token: string | null): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'content-length': body.length,
        'user-agent': userAgent,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      }
      const request = (isSecure ? httpsRequest : httpRequest)(urlOf(serverUrl, kind), {
        method: 'POST',
        agent,
        headers,
      })
      const cancel = clock.after(ANSWER_TIMEOUT_MS, () =>
        request.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS / 1000} s`)),
      )
      request.on('response', (response) => {
        readAnswer(response).then(resolve, reject).finally(cancel)
      })
      request.on('error', (error) => {
        cancel()
        reject(error)
      })
      request.end(body)
    })

  const post = async (batch: Batch): Promise<Outcome> => {
    try {
      return toOutcome(await send(batch, readToken()), clock.nowMs())
    } catch (error) {
      return { kind: 'unavailable', reason: messageOf(error), retryAfterMs: null }
    }
  }

  return { post, close: () => agent.destroy() }
}
