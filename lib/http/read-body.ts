import type { IncomingMessage } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { InvalidInputError } from '@/lib/core/errors'
import type { BodyLease } from './body-budget'
import { RefusedRequestError } from './refused-request-error'

interface BodyLimits {
  maxBytes: number
  lease: BodyLease
}

/** Reads a whole body; a declared length over the limit is refused before the first byte. */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0)
  if (declared > limits.maxBytes) throw tooLarge(limits.maxBytes)
  return joined(await readChunks(request, limits))
}

/** Listens rather than iterates, which costs a small request as much as its decoding. */
function readChunks(request: IncomingMessage, { maxBytes, lease }: BodyLimits): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let received = 0
    const settle = (act: () => void) => {
      // The listener of errors stays, because an error that nobody hears ends the process.
      request.off('data', onData).off('end', onEnd).off('close', onBreak)
      act()
    }
    const onData = (chunk: Buffer) => {
      received += chunk.length
      chunks.push(chunk)
      try {
        if (received > maxBytes) throw tooLarge(maxBytes)
        lease.take(chunk.length)
      } catch (error) {
        request.pause()
        settle(() => reject(error))
      }
    }
    const onEnd = () => settle(() => resolve(chunks))
    const onBreak = () => settle(() => reject(brokenOff()))
    if (request.destroyed) return onBreak()
    request.on('data', onData).on('end', onEnd).on('error', onBreak).on('close', onBreak)
  })
}

const JOINED_AT_ONCE = 256 * 1024

/** Copying many megabytes takes milliseconds, in which nobody else is served. */
async function joined(chunks: readonly Buffer[]): Promise<Buffer> {
  const [only] = chunks
  if (only !== undefined && chunks.length === 1) return only
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  if (length <= JOINED_AT_ONCE) return Buffer.concat(chunks, length)
  const body = Buffer.allocUnsafeSlow(length)
  let at = 0
  let pauseAt = JOINED_AT_ONCE
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
    if (at < pauseAt) continue
    pauseAt = at + JOINED_AT_ONCE
    await nextTurn()
  }
  return body
}

const brokenOff = () => new RefusedRequestError(408, 'the body ended before its time')

const tooLarge = (maxBytes: number) =>
  new InvalidInputError(`the body is larger than ${maxBytes} bytes; send less at a time`, {
    status: 413,
    reason: 'body_too_large',
  })
