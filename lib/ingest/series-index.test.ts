import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { createSeriesIndex } from './series-index'

const hashOf = (index: number) => createHash('sha256').update(String(index)).digest().subarray(0, 16)

it('finds what was added, also after it grew', () => {
  const index = createSeriesIndex(100_000)
  for (let at = 1; at <= 20_000; at += 1)
    index.add(hashOf(at), { seriesId: at, groupId: at % 7, nodeId: at % 300 })
  for (let at = 1; at <= 20_000; at += 1) {
    expect(index.find(hashOf(at))).toEqual({ seriesId: at, groupId: at % 7, nodeId: at % 300 })
  }
  expect(index.find(hashOf(0))).toBeNull()
  expect(index.size).toBe(20_000)
})

it('never holds more than it may', () => {
  const index = createSeriesIndex(1000)
  for (let at = 1; at <= 5000; at += 1) {
    index.add(hashOf(at), { seriesId: at, groupId: 1, nodeId: 1 })
    expect(index.size).toBeLessThanOrEqual(1000)
  }
  expect(index.find(hashOf(5000))?.seriesId).toBe(5000)
})
