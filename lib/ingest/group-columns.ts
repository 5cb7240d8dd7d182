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
  return { columns, valueWords: new Uint32Array(values.buffer), count: 0 }
}

function countByGroup(batches: readonly Samples[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const batch of batches) {
    for (const ordinal of batch.sampleOrdinals) {
      if ((batch.seriesIds[ordinal] ?? 0) <= 0) continue
      const groupId = batch.groupIds[ordinal] ?? 0
      counts.set(groupId, (counts.get(groupId) ?? 0) + 1)
    }
  }
  return counts
}

function fill(batch: Samples, filling: ReadonlyMap<number, Filling>): void {
  const { seriesIds, groupIds, sampleOrdinals, timesMs, values } = batch
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  for (let index = 0; index < sampleOrdinals.length; index += 1) {
    const ordinal = sampleOrdinals[index] ?? 0
    const seriesId = seriesIds[ordinal] ?? 0
    const group = seriesId > 0 ? filling.get(groupIds[ordinal] ?? 0) : undefined
    if (group === undefined) continue
    const at = group.count
    group.count = at + 1
    group.columns.seriesIds[at] = seriesId
    group.columns.timesMs[at] = timesMs[index] ?? 0
    group.valueWords[at * 2] = words[index * 2] ?? 0
    group.valueWords[at * 2 + 1] = words[index * 2 + 1] ?? 0
  }
}
