import { expect, it } from 'vitest'
import { groupColumns } from './group-columns'

it('sorts samples by node group, drops refused series and keeps every bit of a value', () => {
  const values = new Float64Array(new BigUint64Array([0x7ff0000000000002n, 1n, 2n, 3n]).buffer)
  const batch = {
    seriesIds: Int32Array.of(10, -1, 12),
    groupIds: Int32Array.of(2, 0, 1),
    sampleOrdinals: Int32Array.of(0, 1, 2, 0),
    timesMs: Float64Array.of(1, 2, 3, 4),
    values,
  }
  const groups = groupColumns([batch, batch])
  expect(groups.map((group) => [group.groupId, [...group.seriesIds], [...group.timesMs]])).toEqual([
    [1, [12, 12], [3, 3]],
    [2, [10, 10, 10, 10], [1, 4, 1, 4]],
  ])
  expect([...new BigUint64Array(groups[1]?.values.slice().buffer ?? new ArrayBuffer(0))]).toEqual([
    0x7ff0000000000002n,
    3n,
    0x7ff0000000000002n,
    3n,
  ])
})
