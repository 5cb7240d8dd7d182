import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { createRefusedSeries } from './refused-series'

const hashOf = (index: number) => createHash('sha256').update(String(index)).digest().subarray(0, 16)

it('remembers the reason for each sender by itself, until it forgets', () => {
  const refused = createRefusedSeries(10_000)
  refused.add(1, hashOf(1), 'series_cap')
  refused.add(1, hashOf(2), 'node_cap')
  expect([1, 2, 3].map((index) => refused.find(1, hashOf(index)))).toEqual(['series_cap', 'node_cap', null])
  expect(refused.find(2, hashOf(1))).toBeNull()
  refused.forget()
  expect(refused.find(1, hashOf(1))).toBeNull()
})
