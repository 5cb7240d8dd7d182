import { METRIC_IDS } from '@/lib/core/checklist/checklist'
import { compactChunk, readScatteredChunks } from '@/lib/store/chunks'
import type { Store } from '@/lib/store/db'
import { pruneDirectories } from '@/lib/store/directories'
import { ensurePartitions } from '@/lib/store/partitions'
import type { Tx } from '@/lib/store/reader'
import { advanceSealNumber } from '@/lib/store/roll-state'
import { readScatteredDay, readScatteredHour } from '@/lib/store/roll-rows'
import { inTransaction } from '@/lib/store/sql'
import type { GroupMemory } from './group-memory'
import { joinHour, replaceSpan, tablesKeeping } from './write-rolls'
import { DAY_MS, HOUR_MS, hourOf } from '@/lib/core/times'

/** So much is joined between two ticks; the rest waits for the next. */
const CHUNKS_AT_ONCE = 4

/** Late samples of yesterday are common; joining its day again for each of them would be waste. */
const DAY_REST_MS = 6 * HOUR_MS

export interface CompactOptions {
  /** Older chunks are about to be dropped. */
  keptFromMs: number
  /** Late samples that still come would make an hour's row be written again and again. */
  joinsHours: boolean
  /** Looking for days to join reads much, and there is a new one once a day. */
  joinsDays: boolean
}

/** Joins the parts of closed hours and the hours of closed days; answers whether there may be more to do. */
export async function compactGroup(
  store: Store,
  memory: GroupMemory,
  { keptFromMs, joinsHours, joinsDays }: CompactOptions,
): Promise<boolean> {
  const { groupId, sealedUntilMs } = memory
  const closedMs = hourOf(sealedUntilMs)
  const range = { fromMs: keptFromMs, toMs: closedMs, limit: CHUNKS_AT_ONCE }
  const chunks = await readScatteredChunks(store, groupId, range)
  if (chunks.length > 0) {
    await fenced(store, memory, async (tx, part) => {
      for (const chunk of chunks) await compactChunk(tx, groupId, part, chunk)
    })
    return true
  }
  const hourMs = joinsHours ? await scatteredHour(store, memory, closedMs) : null
  if (hourMs !== null) {
    const tables = tablesKeeping(hourMs, memory.kept)
    for (const table of tables) await ensurePartitions(store, table, [hourMs])
    await fenced(store, memory, (tx) => joinHour(tx, tables, groupId, hourMs, []))
    memory.scatteredHours.delete(hourMs)
    return true
  }
  if (!joinsDays) return false
  const day = await readScatteredDay(store, groupId, METRIC_IDS, sealedUntilMs - DAY_REST_MS - DAY_MS)
  if (day === null) return false
  await ensurePartitions(store, 'roll_5m', [day.fromMs])
  await fenced(store, memory, async (tx) => {
    await replaceSpan(tx, 'roll_5m', groupId, day, [])
    await pruneDirectories(tx, groupId)
  })
  return true
}

/** What a former roller left scattered is in the database only, so that is asked hour by hour until there is nothing. */
async function scatteredHour(store: Store, memory: GroupMemory, beforeMs: number): Promise<number | null> {
  if (memory.scatteredFromMs < beforeMs) {
    const range = { fromMs: memory.scatteredFromMs, toMs: beforeMs }
    const hourMs = await readScatteredHour(store, memory.groupId, METRIC_IDS, range)
    memory.scatteredFromMs = hourMs === null ? Infinity : hourMs + HOUR_MS
    if (hourMs !== null) return hourMs
  }
  const hours = [...memory.scatteredHours].filter((hourMs) => hourMs < beforeMs)
  return hours.length === 0 ? null : Math.min(...hours)
}

/** Joining changes no sample, but it deletes rows: so it too goes through only if nobody else has sealed meanwhile. */
async function fenced(
  store: Store,
  memory: GroupMemory,
  work: (tx: Tx, part: number) => Promise<void>,
): Promise<void> {
  const { state } = memory
  const part = state.sealNumber + 1
  await inTransaction(store, async (tx) => {
    await work(tx, part)
    await advanceSealNumber(tx, memory.groupId, state.sealNumber)
  })
  memory.state = { ...state, sealNumber: part }
}
