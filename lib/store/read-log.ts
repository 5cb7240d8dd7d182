import { CorruptBlockError } from './byte-reader'
import { copyRows } from './copy-rows'
import { LOG_CODEC, decodeLog } from './log-codec'
import type { LogColumns } from './log-codec'
import type { Reader } from './reader'

export interface LogEntry extends LogColumns {
  seq: number
  receivedMs: number
}

const ENTRIES_PER_READ = 2000

/** Entries after `afterSeq` in order, at least one if there is one, until they hold more than `maxSamples`. */
export async function readLog(
  reader: Reader,
  groupId: number,
  afterSeq: number,
  maxSamples: number,
): Promise<LogEntry[]> {
  const rows = await copyRows(
    reader,
    `SELECT seq, received_ms, codec, payload FROM (
       SELECT *, sum(sample_count) OVER (ORDER BY seq) - sample_count AS before FROM (
         SELECT * FROM ingest_log WHERE group_id = ${Number(groupId)} AND seq > ${Number(afterSeq)}
         ORDER BY seq LIMIT ${ENTRIES_PER_READ}
       ) entry
     ) counted WHERE before < ${Number(maxSamples)} ORDER BY seq`,
  )
  return rows.map(([seq, receivedMs, codec, payload]) => {
    if (!seq || !receivedMs || !payload || codec?.readInt16BE(0) !== LOG_CODEC)
      throw new CorruptBlockError('a log entry has an unknown codec')
    return {
      seq: Number(seq.readBigInt64BE(0)),
      receivedMs: Number(receivedMs.readBigInt64BE(0)),
      ...decodeLog(payload),
    }
  })
}
