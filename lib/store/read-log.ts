import { CorruptBlockError } from './byte-reader'
import { copyRows } from './copy-rows'
import { decodeLog } from './log-codec'
import type { LogRoom } from './log-codec'
import type { LogColumns } from './log-columns'
import type { Reader } from './reader'

interface LogRow {
  seq: number
  receivedMs: number
  codec: number
  payload: Buffer
}

export type LogEntry = Omit<LogRow, 'codec' | 'payload'> & LogColumns

const ENTRIES_PER_READ = 2000

/** Entries after `afterSeq` in order, at least one if there is one, until they hold more than `maxSamples`. */
export async function readLogRows(
  reader: Reader,
  groupId: number,
  afterSeq: number,
  maxSamples: number,
): Promise<LogRow[]> {
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
    if (!seq || !receivedMs || !codec || !payload) throw new CorruptBlockError('a log entry lacks a column')
    return {
      seq: Number(seq.readBigInt64BE(0)),
      receivedMs: Number(receivedMs.readBigInt64BE(0)),
      codec: codec.readInt16BE(0),
      payload,
    }
  })
}

/** The columns of a row, in memory of their own unless there is a room for them. */
export const toLogEntry = ({ seq, receivedMs, codec, payload }: LogRow, room?: LogRoom): LogEntry => ({
  seq,
  receivedMs,
  ...decodeLog(payload, codec, room?.take),
})

export const readLog = async (...question: Parameters<typeof readLogRows>): Promise<LogEntry[]> =>
  (await readLogRows(...question)).map((row) => toLogEntry(row))
