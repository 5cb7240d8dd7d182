import { expect, it } from 'vitest'
import { createLabelCaches } from './label-caches'
import { NO_SLOT, type RawLabelCache } from './raw-label-cache'

const MAX_BYTES = 4_000_000

/** Meets so many series from the given one on; answers how many the cache holds. */
function meet(cache: RawLabelCache, from: number, count: number): number {
  cache.begin(0)
  let held = 0
  for (let index = from; index < from + count; index += 1) {
    const bytes = new Uint8Array(Buffer.from(`\n\x20series ${index} of a fleet with some labels`))
    if (cache.locate(bytes, new DataView(bytes.buffer), 0, bytes.length) !== NO_SLOT) held += 1
  }
  return held
}

it('a sender that invents series without end leaves memory to a modest one', () => {
  const caches = createLabelCaches(MAX_BYTES, () => 0)
  for (let round = 0; round < 20; round += 1) {
    meet(caches.of(1), round * 20_000, 20_000)
    expect(caches.of(1).bytes + caches.of(2).bytes).toBeLessThanOrEqual(MAX_BYTES)
  }
  meet(caches.of(2), 0, 5000)
  for (let round = 0; round < 3; round += 1) {
    caches.sweep()
    meet(caches.of(2), 0, 5000)
  }
  expect(meet(caches.of(2), 0, 5000)).toBe(5000)
})

it('a silent sender gives its memory back', () => {
  let nowMs = 0
  const caches = createLabelCaches(MAX_BYTES, () => nowMs)
  const silent = caches.of(1)
  meet(silent, 0, 20_000)
  expect(silent.bytes).toBeGreaterThan(0)
  nowMs = 3_600_000
  caches.sweep()
  expect(silent.bytes).toBe(0)
})
