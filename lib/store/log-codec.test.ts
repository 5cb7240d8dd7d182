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
