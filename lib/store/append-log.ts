import { int4Array } from './binary-array'
import { int2, int8 } from './binary-fields'
import { executeBinary } from './binary-statement'
import type { Store } from './db'
import { LOG_CODEC } from './log-codec'
import type { LogColumns } from './log-columns'
import { LogEntries } from './log-entries'
import { ensurePartitions, forgetPartitions } from './partitions'
import { withConnection } from './sql'

export interface LogBatch extends LogColumns {
  groupId: number
}

/**
 * The number comes from the group's counter, which stays locked until the commit: no gaps, and in commit order. Counters
 * are locked in the order of groups, so that two processes do not wait for each other in a circle. An entry of a group that
 * is not there has no number, which no row may lack.
 */
const APPEND = {
  name: 'append_log',
  text: `
    WITH entry AS (
      SELECT * FROM unnest($1::int[], $2::int[], $3::bytea[]) AS entry(group_id, sample_count, payload)
    ), locked AS MATERIALIZED (
      SELECT id FROM node_group WHERE id = ANY($1::int[]) ORDER BY id FOR UPDATE
    ), numbered AS (
      UPDATE node_group SET log_seq = log_seq + 1 FROM locked WHERE node_group.id = locked.id
      RETURNING node_group.id, log_seq
    )
    INSERT INTO ingest_log (group_id, seq, received_ms, codec, sample_count, payload)
    SELECT group_id, log_seq, $4::bigint, $5::smallint, sample_count, payload FROM entry LEFT JOIN numbered ON id = group_id`,
}

const NO_PARTITION = '23514'
const NO_NUMBER = '23502'

/** Resolves after the commit. At most one batch per group; all groups or none are appended, in one round trip. */
export async function appendLog(
  store: Store,
  batches: readonly LogBatch[],
  receivedMs: number,
): Promise<void> {
  const present = batches.filter((batch) => batch.seriesIds.length > 0)
  if (present.length === 0) return
  const groupIds = present.map((batch) => batch.groupId)
  const counts = present.map((batch) => batch.seriesIds.length)
  const entries = spareEntries.pop() ?? new LogEntries()
  const parameters = [
    ...[int4Array(groupIds), int4Array(counts), entries.encode(present)],
    ...[int8(receivedMs), int2(LOG_CODEC)],
  ]
  const append = async () => {
    await ensurePartitions(store, 'ingest_log', [receivedMs])
    await withConnection(store, (tx) => executeBinary(tx, APPEND, parameters))
  }
  try {
    await append()
  } catch (error) {
    if (hasCode(error, NO_NUMBER)) throw new Error(`one of the node groups ${groupIds.join(', ')} is missing`)
    if (!hasCode(error, NO_PARTITION)) throw error
    forgetPartitions(store)
    await append()
  }
  spareEntries.push(entries)
}

/** Only of what Postgres has answered: anything else may still be on its way to it. */
const spareEntries: LogEntries[] = []

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
