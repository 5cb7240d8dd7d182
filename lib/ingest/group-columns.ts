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
  const sorted = batches.map((batch) => ({ batch, soleGroupId: soleGroupOf(batch) }))
  const counts = countByGroup(sorted)
  const all = room.take([...counts.values()].reduce((sum, count) => sum + count, 0))
  const filling = new Map<number, Filling>()
  let start = 0
  for (const [groupId, count] of counts) {
    filling.set(groupId, createFilling(groupId, all, start, start + count))
    start += count
  }
  for (const { batch, soleGroupId } of sorted) {
    const sole = filling.get(soleGroupId)
    if (sole === undefined) fill(batch, filling)
    else append(batch, sole)
  }
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

interface SortedBatch {
  batch: Samples
  soleGroupId: number
}

/** The group of a batch as scrapes mostly are: of one group, all known, and one sample of each series; 0 of any other. */
function soleGroupOf({ seriesIds, groupIds, sampleOrdinals }: Samples): number {
  const first = sampleOrdinals[0] ?? 0
  const groupId = groupIds[first] ?? 0
  for (let index = 0; index < sampleOrdinals.length; index += 1) {
    const ordinal = first + index
    if (sampleOrdinals[index] !== ordinal || groupIds[ordinal] !== groupId) return 0
    if ((seriesIds[ordinal] ?? 0) <= 0) return 0
  }
  return groupId
}

/** Neighbours are mostly of one group, so they are counted together. */
function countByGroup(batches: readonly SortedBatch[]): Map<number, number> {
  const counts = new Map<number, number>()
  const add = (groupId: number, count: number) => {
    if (count > 0) counts.set(groupId, (counts.get(groupId) ?? 0) + count)
  }
  for (const { batch, soleGroupId } of batches) {
    const { seriesIds, groupIds, sampleOrdinals } = batch
    add(soleGroupId, soleGroupId > 0 ? sampleOrdinals.length : 0)
    if (soleGroupId > 0) continue
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

/** Copied as a whole, which keeps every bit of a NaN. */
function append({ seriesIds, sampleOrdinals, timesMs, values }: Samples, group: Filling): void {
  const first = sampleOrdinals[0] ?? 0
  const { columns, count } = group
  columns.seriesIds.set(seriesIds.subarray(first, first + sampleOrdinals.length), count)
  columns.timesMs.set(timesMs, count)
  columns.values.set(values, count)
  group.count = count + sampleOrdinals.length
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
