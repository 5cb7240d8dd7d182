import { wordsOf } from '@/lib/core/stale'
import { LogRoom } from '@/lib/store/log-codec'
import type { LogColumns } from '@/lib/store/log-columns'
import type { DecodedBatch } from './decoded-batch'

/** The samples of one node group, as the log takes them. */
export interface GroupColumns extends LogColumns {
  groupId: number
}

type Samples = Pick<DecodedBatch, 'seriesIds' | 'groupIds' | 'sampleOrdinals' | 'timesMs' | 'values'>

/** Sorts the samples of many requests by node group, leaving out series that were refused; valid until the next use of the room. */
export function groupColumns(batches: readonly Samples[], room = new LogRoom()): GroupColumns[] {
  const counts = countByGroup(batches)
  const all = room.take([...counts.values()].reduce((sum, count) => sum + count, 0))
  const filling = new Map<number, Filling>()
  let start = 0
  for (const [groupId, count] of counts) {
    filling.set(groupId, createFilling(groupId, all, start, start + count))
    start += count
  }
  for (const batch of batches) fill(batch, filling)
  return [...filling.values()].map(({ columns }) => columns).sort((a, b) => a.groupId - b.groupId)
}

interface Filling {
  columns: GroupColumns
  /** The values as words: moving a NaN as a number may change its bits. */
  valueWords: Uint32Array
  count: number
}

function createFilling(groupId: number, all: LogColumns, start: number, end: number): Filling {
  const columns = {
    groupId,
    seriesIds: all.seriesIds.subarray(start, end),
    timesMs: all.timesMs.subarray(start, end),
    values: all.values.subarray(start, end),
  }
  return { columns, valueWords: wordsOf(columns.values), count: 0 }
}

/** Neighbours are mostly of one group, so they are counted together. */
function countByGroup(batches: readonly Samples[]): Map<number, number> {
  const counts = new Map<number, number>()
  const add = (groupId: number, count: number) => {
    if (count > 0) counts.set(groupId, (counts.get(groupId) ?? 0) + count)
  }
  for (const { seriesIds, groupIds, sampleOrdinals } of batches) {
    let last = 0
    let count = 0
    for (let index = 0; index < sampleOrdinals.length; index += 1) {
      const ordinal = sampleOrdinals[index] ?? 0
      if ((seriesIds[ordinal] ?? 0) <= 0) continue
      const groupId = groupIds[ordinal] ?? 0
      if (groupId !== last) {
        add(last, count)
        last = groupId
        count = 0
      }
      count += 1
    }
    add(last, count)
  }
  return counts
}

function fill(batch: Samples, filling: ReadonlyMap<number, Filling>): void {
  const { seriesIds, groupIds, sampleOrdinals, timesMs, values } = batch
  const words = wordsOf(values)
  let group: Filling | undefined
  for (let index = 0; index < sampleOrdinals.length; index += 1) {
    const ordinal = sampleOrdinals[index] ?? 0
    const seriesId = seriesIds[ordinal] ?? 0
    if (seriesId <= 0) continue
    const groupId = groupIds[ordinal] ?? 0
    if (group?.columns.groupId !== groupId) group = filling.get(groupId)
    if (group === undefined) continue
    const at = group.count
    group.count = at + 1
    group.columns.seriesIds[at] = seriesId
    group.columns.timesMs[at] = timesMs[index] ?? 0
    group.valueWords[at * 2] = words[index * 2] ?? 0
    group.valueWords[at * 2 + 1] = words[index * 2 + 1] ?? 0
  }
}
