import type { MetricId } from '@/lib/core/checklist/types'
import type { Window } from '@/lib/core/series'
import { timedSync } from '@/lib/telemetry/timing'
import type { RollTable, Scope } from './block'
import { selectRolls, toRollRow, type Part } from './blocks'
import { CorruptBlockError } from './byte-reader'
import { copyRows } from './copy-rows'
import { readDirectories } from './directories'
import type { Directory } from './directory-codec'
import type { Reader } from './reader'

export interface PartsQuery {
  groupIds: readonly number[]
  metrics: readonly MetricId[]
  scope: Scope
  /** None overlaps another. */
  windows: readonly Window[]
  parts: readonly Part[]
}

/** Only the asked parts of a block, in their order, cut to one of the windows. */
export interface PartsBlock {
  groupId: number
  metric: string
  directory: Directory
  startMs: number
  stepCount: number
  parts: readonly Float32Array[]
}

/** All windows in one statement: a long analysis reads some parts of many days once, and keeps nothing. */
export async function readRollParts(
  reader: Reader,
  table: RollTable,
  { windows, parts, ...wanted }: PartsQuery,
): Promise<PartsBlock[]> {
  if (wanted.metrics.length === 0 || wanted.groupIds.length === 0 || windows.length === 0) return []
  const selects = windows.map((window) => selectRolls(table, { ...wanted, ...window }, parts))
  const rows = await copyRows(reader, selects.join(' UNION ALL '))
  const read = timedSync('decode', () => rows.map(toRollRow))
  const directories = await readDirectories(
    reader,
    read.map(({ directoryId }) => directoryId),
  )
  return read.map(({ directoryId, ...row }) => {
    const directory = directories.get(directoryId)
    const length = (directory?.nodeSlots.length ?? 0) * row.stepCount
    if (!directory || row.parts.some((part) => part.length !== length))
      throw new CorruptBlockError(`a block of ${row.metric} does not fit its directory`)
    return { ...row, directory }
  })
}
