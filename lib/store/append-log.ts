import type { Store } from './db'
import { LOG_CODEC, encodeLog } from './log-codec'
import type { LogColumns } from './log-codec'
import { ensurePartitions, forgetPartitions } from './partitions'
import type { Reader } from './reader'
import { execute, inTransaction } from './sql'

export interface LogBatch extends LogColumns {
  groupId: number
}

/** The number comes from the group's counter, which stays locked until the commit: no gaps, and in commit order. */
const APPEND = `
  WITH numbered AS (UPDATE node_group SET log_seq = log_seq + 1 WHERE id = $1 RETURNING id, log_seq)
  INSERT INTO ingest_log (group_id, seq, received_ms, codec, sample_count, payload)
  SELECT id, log_seq, $2, $3, $4, $5 FROM numbered`

const NO_PARTITION = '23514'

/** Resolves after the commit. At most one batch per group; all groups or none are appended. */
export async function appendLog(
  store: Store,
  batches: readonly LogBatch[],
  receivedMs: number,
): Promise<void> {
  const present = batches.filter((batch) => batch.seriesIds.length > 0)
  const sorted = present.sort((a, b) => a.groupId - b.groupId)
  if (sorted.length === 0) return
  const append = async () => {
    await ensurePartitions(store, 'ingest_log', [receivedMs])
    const [only] = sorted
    if (only && sorted.length === 1) return appendBatch(store, only, receivedMs)
    return inTransaction(store, async (tx) => {
      for (const batch of sorted) await appendBatch(tx, batch, receivedMs)
    })
  }
  try {
    await append()
  } catch (error) {
    if (!isMissingPartition(error)) throw error
    forgetPartitions(store)
    await append()
  }
}

const isMissingPartition = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === NO_PARTITION

async function appendBatch(reader: Reader, batch: LogBatch, receivedMs: number): Promise<void> {
  const encoded = encodeLog(batch)
  const payload = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength)
  const count = batch.seriesIds.length
  const appended = await execute(reader, APPEND, [batch.groupId, receivedMs, LOG_CODEC, count, payload])
  if (appended !== 1) throw new Error(`there is no node group ${batch.groupId}`)
}
