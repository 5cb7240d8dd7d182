import { promisify } from 'node:util'
import { createGunzip, gunzip } from 'node:zlib'
import { InvalidInputError } from '@/lib/core/errors'

const gunzipAsync = promisify(gunzip)

/** Most bodies are smaller. */
const SMALL_BYTES = 512 * 1024
/** What is counted is garbage at once: of small pieces far less of it waits to be collected. */
const COUNTED_CHUNK_BYTES = 8 * 1024

/** A large body is counted before it is kept, so that a bomb costs no memory. */
export async function inflateGzip(body: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  try {
    return await gunzipAsync(body, { maxOutputLength: Math.min(SMALL_BYTES, maxBytes) })
  } catch (error) {
    if (!(error instanceof RangeError)) throw broken()
  }
  if ((await countInTurn(body, maxBytes)) > maxBytes) throw tooLarge(maxBytes)
  return gunzipAsync(body, { maxOutputLength: maxBytes })
}

let lastCount: Promise<unknown> = Promise.resolve()

/** What is counted and thrown away is collected with some delay, so one is counted at a time. */
function countInTurn(body: Uint8Array, maxBytes: number): Promise<number> {
  const count = lastCount.then(() => countInflated(body, maxBytes))
  lastCount = count.catch(() => undefined)
  return count
}

/** Ends soon after `maxBytes`. */
function countInflated(body: Uint8Array, maxBytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const inflating = createGunzip({ chunkSize: COUNTED_CHUNK_BYTES })
    let bytes = 0
    inflating.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length
      if (bytes > maxBytes) inflating.destroy()
    })
    inflating.on('close', () => resolve(bytes))
    inflating.on('error', () => reject(broken()))
    inflating.end(body)
  })
}

const tooLarge = (maxBytes: number) =>
  new InvalidInputError(`the body inflates to more than ${maxBytes} bytes`, {
    status: 413,
    reason: 'inflated_body_too_large',
  })

const broken = () =>
  new InvalidInputError('the body is not gzip, or is cut off', { reason: 'malformed_gzip' })
