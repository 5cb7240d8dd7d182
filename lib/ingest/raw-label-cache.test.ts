import { describe, expect, it } from 'vitest'
import { createMemoryBudget } from './memory-budget'
import { NO_SLOT, RawLabelCache } from './raw-label-cache'

const key = (index: number) => Buffer.from(`\n\x20series ${index} of a fleet with some labels`)

function look(cache: RawLabelCache, index: number) {
  const bytes = new Uint8Array(key(index))
  const view = new DataView(bytes.buffer)
  const predicted = cache.predict(bytes, view, 0, bytes.length)
  return predicted === NO_SLOT
    ? { slot: cache.locate(bytes, view, 0, bytes.length), predicted: false }
    : { slot: predicted, predicted: true }
}

describe('raw label cache', () => {
  it('recognises a repeated order without a single hash', () => {
    const cache = new RawLabelCache(createMemoryBudget(100_000_000))
    cache.begin(0)
    const slots = Array.from({ length: 5000 }, (_, index) => look(cache, index).slot)
    expect(new Set(slots).size).toBe(5000)
    look(cache, 0)
    for (let index = 1; index < 5000; index += 1) {
      expect(look(cache, index)).toEqual({ slot: slots[index], predicted: true })
    }
  })

  it('stays within its memory, keeps what fits, and starts anew after ten minutes', () => {
    const budget = createMemoryBudget(3_000_000)
    const cache = new RawLabelCache(budget)
    cache.begin(0)
    const slots = Array.from({ length: 100_000 }, (_, index) => look(cache, index).slot)
    expect(slots.at(-1)).toBe(NO_SLOT)
    expect(look(cache, 5).slot).toBe(5)
    cache.remember(5, cache.generation, 42, 1)
    const { generation } = cache
    cache.begin(3_600_000)
    expect(cache.generation).not.toBe(generation)
    expect(budget.take(2_900_000)).toBe(true)
    expect(look(cache, 99_999).slot).toBe(0)
  })

  it('ignores what is told about slots of an earlier life', () => {
    const cache = new RawLabelCache(createMemoryBudget(1_000_000))
    cache.begin(0)
    const { generation } = cache
    look(cache, 1)
    cache.clear(1)
    look(cache, 2)
    cache.remember(0, generation, 42, 1)
    expect(cache.meaningOf(0)).toBe(0)
  })

  it('forgets refusals that may have passed', () => {
    const cache = new RawLabelCache(createMemoryBudget(1_000_000))
    cache.begin(0)
    for (const index of [0, 1]) look(cache, index)
    cache.remember(0, cache.generation, -1, 0)
    cache.remember(1, cache.generation, -9, 0)
    cache.forget((meaning) => meaning === -1)
    expect([cache.meaningOf(0), cache.meaningOf(1)]).toEqual([0, -9])
  })
})
