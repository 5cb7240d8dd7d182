import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { inflateGzip } from './inflate-gzip'

const MEBIBYTE = 1024 * 1024
const LIMIT_BYTES = 8 * MEBIBYTE

const inflatedLength = async (bytes: number, limit = LIMIT_BYTES) =>
  (await inflateGzip(gzipSync(Buffer.alloc(bytes, 1)), limit)).length

it.each([0, 1, MEBIBYTE, LIMIT_BYTES])('inflates %d bytes', async (bytes) => {
  expect(await inflatedLength(bytes)).toBe(bytes)
})

it.each([
  [LIMIT_BYTES + 1, LIMIT_BYTES],
  [8 * LIMIT_BYTES, LIMIT_BYTES],
  [1001, 1000],
])('refuses %d bytes where %d are allowed', async (bytes, limit) => {
  await expect(inflatedLength(bytes, limit)).rejects.toMatchObject({ status: 413 })
})

it('reads a body of several members as one', async () => {
  const members = Buffer.concat(['a', 'b'].map((text) => gzipSync(text)))
  expect(Buffer.from(await inflateGzip(members, 10)).toString()).toBe('ab')
})

it.each([
  ['a small body', 1000],
  ['a large body', 4 * MEBIBYTE],
])('refuses %s that is cut off', async (_, bytes) => {
  const whole = gzipSync(Buffer.alloc(bytes, 1))
  await expect(inflateGzip(whole.subarray(0, -9), LIMIT_BYTES)).rejects.toMatchObject({
    status: 400,
    reason: 'malformed_gzip',
  })
})
