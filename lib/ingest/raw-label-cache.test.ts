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

  it('stays within its memory and keeps what fits, until series that ended make room', () => {
    const budget = createMemoryBudget(3_000_000)
    const cache = new RawLabelCache(budget)
    cache.begin(0)
    const slots = Array.from({ length: 100_000 }, (_, index) => look(cache, index).slot)
    expect([slots.at(-1), cache.isFull]).toEqual([NO_SLOT, true])
    expect(look(cache, 5).slot).toBe(5)
    cache.remember(5, cache.generation, 42, 1)
    const { generation } = cache
    cache.begin(3_600_000)
    expect([cache.generation, cache.bytes, cache.isFull]).toEqual([generation + 1, 0, false])
    expect(budget.take(2_900_000)).toBe(true)
    expect([look(cache, 99_999).slot, cache.meaningOf(0)]).toEqual([0, 0])
  })

  it('keeps the series that are still sent when others make room', () => {
    const cache = new RawLabelCache(createMemoryBudget(3_000_000))
    cache.begin(0)
    const alive = Array.from({ length: 1000 }, (_, index) => index * 7)
    for (let index = 0; index < 100_000; index += 1) look(cache, index)
    cache.begin(700_000)
    for (const index of alive) cache.remember(look(cache, index).slot, cache.generation, 1 + index, 3)
    for (let index = 100_000; index < 200_000; index += 1) look(cache, index)
    expect(cache.isFull).toBe(true)
    cache.begin(1_300_000)
    const met = alive.map((index) => cache.meaningOf(look(cache, index).slot))
    expect(met).toEqual(alive.map((index) => 1 + index))
  })

  it('never takes one series for another, however many new ones come and whatever makes room', () => {
    const budget = createMemoryBudget(1_000_000)
    const cache = new RawLabelCache(budget)
    const wrong = new Set<number>()
    for (let round = 0; round < 40; round += 1) {
      cache.begin(round * 300_000)
      if (round % 7 === 6) cache.halve()
      for (let at = 0; at < 2000; at += 1) {
        const index = at < 200 ? at : round * 2000 + at
        const { slot } = look(cache, index)
        if (slot === NO_SLOT) continue
        if (![0, index + 1].includes(cache.meaningOf(slot))) wrong.add(index)
        cache.remember(slot, cache.generation, index + 1, 1)
      }
      expect(cache.bytes).toBeLessThanOrEqual(1_000_000)
    }
    expect(wrong).toEqual(new Set())
    expect(cache.meaningOf(look(cache, 100).slot)).toBe(101)
  })

  it('ignores what is told about slots of an earlier life', () => {
    const cache = new RawLabelCache(createMemoryBudget(1_000_000))
    cache.begin(0)
    const { generation } = cache
    look(cache, 1)
    cache.clear()
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
