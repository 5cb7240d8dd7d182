import { wordsOf } from '@/lib/core/stale'
import type { DecodedBatch } from './decoded-batch'

/** The samples of one node group, as the log takes them. */
export interface GroupColumns {
  groupId: number
  seriesIds: Int32Array
  timesMs: Float64Array
  values: Float64Array
}

type Samples = Pick<DecodedBatch, 'seriesIds' | 'groupIds' | 'sampleOrdinals' | 'timesMs' | 'values'>

/** Sorts the samples of many requests by node group, leaving out series that were refused. */
export function groupColumns(batches: readonly Samples[]): GroupColumns[] {
  const filling = new Map<number, Filling>()
  for (const [groupId, count] of countByGroup(batches)) filling.set(groupId, createFilling(groupId, count))
  for (const batch of batches) fill(batch, filling)
  return [...filling.values()].map(({ columns }) => columns).sort((a, b) => a.groupId - b.groupId)
}

interface Filling {
  columns: GroupColumns
  /** The values as words: moving a NaN as a number may change its bits. */
  valueWords: Uint32Array
  count: number
}

function createFilling(groupId: number, count: number): Filling {
  const values = new Float64Array(count)
  const columns = { groupId, seriesIds: new Int32Array(count), timesMs: new Float64Array(count), values }
  return { columns, valueWords: wordsOf(values), count: 0 }
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
