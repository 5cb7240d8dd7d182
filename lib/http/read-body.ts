import type { IncomingMessage } from 'node:http'
import { InvalidInputError } from '@/lib/core/errors'
import type { BodyBudget } from './body-budget'
import { RefusedRequestError } from './refused-request-error'

interface BodyLimits {
  maxBytes: number
  budget: BodyBudget
}

/** Reads a whole body; a declared length over the limit is refused before the first byte. */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0)
  if (declared > limits.maxBytes) throw tooLarge(limits.maxBytes)
  const chunks: Buffer[] = []
  let received = 0
  try {
    for await (const chunk of bytesOf(request)) {
      if (received + chunk.length > limits.maxBytes) throw tooLarge(limits.maxBytes)
      limits.budget.take(chunk.length)
      received += chunk.length
      chunks.push(chunk)
    }
  } finally {
    limits.budget.giveBack(received)
  }
  if (!request.complete) throw brokenOff()
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, received)
}

/** Without an encoding set, a request yields buffers. An early end must not destroy the socket: the answer goes there. */
async function* bytesOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (Buffer.isBuffer(chunk)) yield chunk
    }
  } catch (error) {
    if (request.destroyed) throw brokenOff()
    throw error
  }
}

const brokenOff = () => new RefusedRequestError(408, 'the body ended before its time')

const tooLarge = (maxBytes: number) =>
  new InvalidInputError(`the body is larger than ${maxBytes} bytes; send less at a time`, {
    status: 413,
    reason: 'body_too_large',
  })
