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

it('gives the same for batches of one group as sample by sample', () => {
  const values = new Float64Array(new BigUint64Array([0x7ff0000000000002n, 5n]).buffer)
  const whole = {
    seriesIds: Int32Array.of(1, 7, 8),
    groupIds: Int32Array.of(9, 4, 4),
    sampleOrdinals: Int32Array.of(1, 2),
    timesMs: Float64Array.of(10, 20),
    values,
  }
  const turned = { ...whole, sampleOrdinals: Int32Array.of(2, 1) }
  const [group] = groupColumns([whole, turned, whole])
  expect(group?.groupId).toBe(4)
  expect([...(group?.seriesIds ?? [])]).toEqual([7, 8, 8, 7, 7, 8])
  expect([...(group?.timesMs ?? [])]).toEqual([10, 20, 10, 20, 10, 20])
  expect([...new BigUint64Array(group?.values.slice().buffer ?? new ArrayBuffer(0))]).toEqual([
    ...[0x7ff0000000000002n, 5n, 0x7ff0000000000002n],
    ...[5n, 0x7ff0000000000002n, 5n],
  ])
})
