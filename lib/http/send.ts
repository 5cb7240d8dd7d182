import type { IncomingMessage, ServerResponse } from 'node:http'
import { PROBLEM_CONTENT_TYPE, problemBody, toProblem } from './to-problem'

/** An answer on the plain http server. */
export interface HttpAnswer {
  status: number
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
}

export function send(response: ServerResponse, answer: HttpAnswer): void {
  if (response.headersSent || response.destroyed) return
  const body = answer.body ?? ''
  const length = answer.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const unread = hasUnreadBody(response.req)
  const close = unread ? { connection: 'close' } : {}
  response.writeHead(answer.status, { ...SAFE_HEADERS, ...length, ...answer.headers, ...close })
  if (unread) lingerThenEnd(response, body)
  else response.end(body)
}

const hasUnreadBody = ({ complete, headers }: IncomingMessage): boolean =>
  !complete && ('transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0)

const LINGER_MS = 1000

/** Closing at once would reset the connection, and a sender that is still writing would never read the answer. */
function lingerThenEnd(response: ServerResponse, body: string | Uint8Array): void {
  const { req } = response
  const end = () => {
    clearTimeout(timer)
    response.end()
  }
  const timer = setTimeout(end, LINGER_MS)
  req.once('end', end).once('close', end)
  response.write(body)
  req.resume()
}

const SAFE_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** For ingest and health, where the unexpected must be retried. */
export function sendProblem(response: ServerResponse, error: unknown): void {
  const problem = toProblem(error, 503)
  send(response, {
    status: problem.status,
    headers: { 'content-type': PROBLEM_CONTENT_TYPE, ...problem.headers },
    body: problemBody(problem),
  })
}
