import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CorruptBlockError } from './byte-reader'
import { decodeLog, encodeLog } from './log-codec'
import { anyColumn, bytesOfFloats } from './test-values'

const anyBatch = fc
  .tuple(anyColumn, fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: 60, maxLength: 60 }))
  .map(([{ timesMs, values }, ids]) => ({
    seriesIds: Int32Array.from(timesMs, (_, i) => ids[i] ?? 0),
    timesMs: timesMs.map((timeMs, i) => (i % 3 === 0 ? timeMs - 5e11 : timeMs)),
    values,
  }))

it('every sample comes back in its order, bit by bit', () => {
  fc.assert(
    fc.property(anyBatch, (batch) => {
      const decoded = decodeLog(encodeLog(batch))
      expect([...decoded.seriesIds]).toEqual([...batch.seriesIds])
      expect([...decoded.timesMs]).toEqual([...batch.timesMs])
      expect(bytesOfFloats(decoded.values)).toEqual(bytesOfFloats(batch.values))
    }),
    { numRuns: 500 },
  )
})

it('an entry that lies anywhere in a larger buffer is read alike', () => {
  fc.assert(
    fc.property(anyBatch, fc.integer({ min: 0, max: 9 }), (batch, offset) => {
      const encoded = encodeLog(batch)
      const larger = new Uint8Array(encoded.length + 20)
      larger.set(encoded, offset)
      const decoded = decodeLog(larger.subarray(offset, offset + encoded.length))
      expect(bytesOfFloats(decoded.values)).toEqual(bytesOfFloats(batch.values))
    }),
  )
})

it('an entry that lost its end is refused', () => {
  const batch = {
    seriesIds: Int32Array.of(1, 2),
    timesMs: Float64Array.of(5, 6),
    values: Float64Array.of(0.5, 7),
  }
  const encoded = encodeLog(batch)
  for (let length = 0; length < encoded.length; length++)
    expect(() => decodeLog(encoded.subarray(0, length))).toThrow(CorruptBlockError)
})

/** Six samples as codec 1 wrote them, among them a negative zero, a stale marker and the largest numbers. */
const CODEC_1_ENTRY = [
  '06000000540000000e80aafbf9bf680002000800000000000000800200026801',
  '0bafea0108020000000000f07ff8ffffff0fcfbff9f9bf68089a9999999999b9',
  '3ffbffffff0f80e09ecce5ee0106000000000080',
].join('')

it('an entry that was written before an upgrade is read after it', () => {
  const { seriesIds, timesMs, values } = decodeLog(Buffer.from(CODEC_1_ENTRY, 'hex'), 1)
  expect([...seriesIds]).toEqual([7, 8, 9, 3, 2_147_483_647, 1])
  const tickMs = 1_795_290_000_000
  expect([...timesMs]).toEqual([tickMs, tickMs, tickMs, tickMs - 15_000, 0, 4_102_444_800_000])
  const bits = [
    0n,
    1n << 63n,
    0x4076800000000000n,
    0x7ff0000000000002n,
    0x3fb999999999999an,
    0x42e0000000000000n,
  ]
  expect([...new BigUint64Array(values.slice().buffer)]).toEqual(bits)
})

it('an entry of a codec to come is refused', () => {
  expect(() => decodeLog(Buffer.from(CODEC_1_ENTRY, 'hex'), 3)).toThrow(CorruptBlockError)
})

it('the next series at the same time takes one byte besides its value', () => {
  const count = 1000
  const seriesIds = Int32Array.from({ length: count }, (_, i) => 10 + i)
  const timesMs = new Float64Array(count).fill(1_790_000_000_000)
  expect(encodeLog({ seriesIds, timesMs, values: new Float64Array(count).fill(7) }).length).toBeLessThan(
    2 * count + 20,
  )
})
