import type { Block, BlockQuery, Scope } from './blocks'
import { timedSync } from '@/lib/telemetry/timing'
import { copyRows } from './copy-rows'
import type { BinaryRow } from './copy-rows'
import { HOT_STEP_MS, decodeHot, encodeHot } from './hot-codec'
import type { HotMetric, KnownDirectories } from './hot-codec'
import type { Reader, Tx } from './reader'
import type { Store } from './db'
import type { GroupSeen } from './node-seen'
import { writeGroupSeen } from './node-seen'
import { moveWatermark } from './roll-state'
import { execute, inTransaction } from './sql'

/** One block per metric and minute, because the minute's devices are its own. */
export async function readHotBlocks(reader: Reader, blockQuery: BlockQuery): Promise<Block[]> {
  const { groupIds, metrics, scope, fromMs, toMs } = blockQuery
  const groups = groupIds ? groupIds.map(Number).join(',') : 'SELECT id FROM node_group'
  const statement = `
    SELECT group_id, start_ms, payload FROM hot
    WHERE group_id IN (${groups}) AND scope = '${scope === 'node' ? 'node' : 'device'}'
      AND start_ms > ${Math.floor(fromMs) - HOT_STEP_MS} AND start_ms < ${Math.ceil(toMs)}
    ORDER BY group_id, start_ms`
  const wanted: ReadonlySet<string> = new Set(metrics)
  const known: KnownDirectories = new Map()
  const rows = await copyRows(reader, statement)
  const toBlocks = ([group, start, payload]: BinaryRow): Block[] => {
    if (!group || !start || !payload) return []
    const groupId = group.readInt32BE(0)
    const startMs = Number(start.readBigInt64BE(0))
    return decodeHot(payload, startMs, wanted, known).map(({ metric, directory, matrix }): Block => ({
      ...matrix,
      groupId,
      metric,
      scope,
      directory,
    }))
  }
  return timedSync('decode', () => rows.flatMap(toBlocks))
}

export interface HotMinute {
  scope: Scope
  startMs: number
  metrics: readonly HotMetric[]
}

export interface HotFlush {
  sealNumber: number
  asOfMs: number
  readSeq: number
  minutes: readonly HotMinute[]
  seen: GroupSeen
  /** Whether the minutes that are there were left by another roller. */
  replacesAll: boolean
}

/** Shows what is not sealed. It is made from the log again after a crash, so nobody waits for the disk. */
export const flushHot = (store: Store, groupId: number, flush: HotFlush): Promise<void> =>
  inTransaction(store, async (tx) => {
    await execute(tx, 'SET LOCAL synchronous_commit = off')
    await moveWatermark(tx, groupId, flush.sealNumber, flush)
    if (flush.replacesAll) await deleteHotMinutes(tx, groupId)
    for (const minute of flush.minutes) await writeHotMinute(tx, groupId, minute)
    if (flush.minutes.length > 0) await writeGroupSeen(tx, groupId, flush.seen)
  })

const writeHotMinute = (tx: Tx, groupId: number, { scope, startMs, metrics }: HotMinute): Promise<number> =>
  execute(
    tx,
    `INSERT INTO hot (group_id, scope, start_ms, payload) VALUES ($1, $2, $3, $4)
     ON CONFLICT (group_id, scope, start_ms) DO UPDATE SET payload = excluded.payload`,
    [groupId, scope, startMs, encodeHot(metrics)],
  )

/** Minutes before `beforeMs` are sealed now; without it all minutes of the group go. */
export const deleteHotMinutes = (tx: Tx, groupId: number, beforeMs: number | null = null): Promise<number> =>
  execute(tx, 'DELETE FROM hot WHERE group_id = $1 AND ($2::bigint IS NULL OR start_ms < $2)', [
    groupId,
    beforeMs,
  ])
