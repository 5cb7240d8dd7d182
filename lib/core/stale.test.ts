import { expect, test } from 'vitest'
import { isStaleAt, isStaleMarker, STALE_NAN_BITS, writeStaleMarker } from './stale'

test('only the exact bits of the stale marker are one', () => {
  const values = Float64Array.of(1, NaN, 0, Infinity)
  writeStaleMarker(values, 2)
  expect([0, 1, 2, 3, 9].map((index) => isStaleAt(values, index))).toEqual([false, false, true, false, false])
  expect(new BigUint64Array(values.buffer)[2]).toBe(STALE_NAN_BITS)
  expect(isStaleMarker(STALE_NAN_BITS)).toBe(true)
  expect(isStaleMarker(0x7ff8000000000000n)).toBe(false)
})

test('a part of a larger buffer is read at its own place', () => {
  const all = new Float64Array(4)
  writeStaleMarker(all, 3)
  expect(isStaleAt(all.subarray(2), 1)).toBe(true)
})
