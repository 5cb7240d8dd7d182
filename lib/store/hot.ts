import type { Block, BlockQuery, Scope } from './block'
import { timedSync } from '@/lib/telemetry/timing'
import { floats, int4, int8, text } from './binary-fields'
import { executeBinary } from './binary-statement'
import { copyRows } from './copy-rows'
import type { BinaryRow } from './copy-rows'
import type { Directory } from './directory-codec'
import { HOT_STEP_MS, decodeHot } from './hot-codec'
import type { KnownDirectories } from './hot-codec'
import type { Reader, Tx } from './reader'
import type { Store } from './db'
import type { GroupSeen } from './node-seen'
import { MOVE_WATERMARK, fencedError } from './roll-state'
import { execute, inTransaction, withConnection } from './sql'

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
  // A directory is of one group: those of another may say the same of other nodes.
  const knownOf = new Map<number, KnownDirectories>()
  const rows = await copyRows(reader, statement)
  const toBlocks = ([group, start, payload]: BinaryRow): Block[] => {
    if (!group || !start || !payload) return []
    const groupId = group.readInt32BE(0)
    const startMs = Number(start.readBigInt64BE(0))
    const known = knownOf.get(groupId) ?? new Map<string, Directory>()
    knownOf.set(groupId, known)
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
  /** As `encodeHot` writes it. */
  payload: Buffer
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
export async function flushHot(store: Store, groupId: number, flush: HotFlush): Promise<void> {
  if (!flush.replacesAll) return withConnection(store, (tx) => showMinutes(tx, groupId, flush))
  await inTransaction(store, async (tx) => {
    await deleteHotMinutes(tx, groupId)
    await showMinutes(tx, groupId, flush)
  })
}

/** One statement, so that a flush is one round trip. `set_config` counts for the commit that ends it. */
const showStatement = (minutes: number): string => `
  WITH moved AS (${MOVE_WATERMARK}),
  seen AS (
    INSERT INTO node_seen (group_id, last_sample_ms, interval_ms) SELECT group_id, $5::bytea, $6::bytea FROM moved
    ON CONFLICT (group_id) DO UPDATE SET last_sample_ms = excluded.last_sample_ms, interval_ms = excluded.interval_ms
  )${minutes === 0 ? '' : showMinutesPart(minutes)}
  SELECT set_config('synchronous_commit', 'off', true) FROM moved`

const showMinutesPart = (minutes: number): string => `,
  shown AS (
    INSERT INTO hot (group_id, scope, start_ms, payload)
    SELECT moved.group_id, minute.scope, minute.start_ms, minute.payload
    FROM moved, (VALUES ${Array.from({ length: minutes }, (_, i) => minuteValues(7 + 3 * i)).join(', ')})
      AS minute (scope, start_ms, payload)
    ON CONFLICT (group_id, scope, start_ms) DO UPDATE SET payload = excluded.payload
  )`

const minuteValues = (first: number): string =>
  `($${first}::text, $${first + 1}::bigint, $${first + 2}::bytea)`

async function showMinutes(tx: Tx, groupId: number, flush: HotFlush): Promise<void> {
  const { sealNumber, asOfMs, readSeq, seen, minutes } = flush
  const statement = { name: `show_${minutes.length}_minutes`, text: showStatement(minutes.length) }
  const moved = await executeBinary(tx, statement, [
    ...[int4(groupId), int8(sealNumber), int8(asOfMs), int8(readSeq)],
    ...[floats(seen.lastSampleMs), floats(seen.intervalMs)],
    ...minutes.flatMap(({ scope, startMs, payload }) => [text(scope), int8(startMs), payload]),
  ])
  if (moved !== 1) throw fencedError(groupId)
}

/** Minutes before `beforeMs` are sealed now; without it all minutes of the group go. */
export const deleteHotMinutes = (tx: Tx, groupId: number, beforeMs: number | null = null): Promise<number> =>
  execute(tx, 'DELETE FROM hot WHERE group_id = $1 AND ($2::bigint IS NULL OR start_ms < $2)', [
    groupId,
    beforeMs,
  ])
