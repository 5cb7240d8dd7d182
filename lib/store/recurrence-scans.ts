import type { Reader } from './reader'
import { execute, query } from './sql'

/** An answer as it was found last. */
export interface KeptScan {
  question: string
  version: string
  answer: Uint8Array
  computedMs: number
}

const COLUMNS = 'question, version, answer, computed_ms AS "computedMs"'

export const readScan = async (reader: Reader, question: string): Promise<KeptScan | null> => {
  const rows = await query<KeptScan>(reader, `SELECT ${COLUMNS} FROM recurrence_scan WHERE question = $1`, [
    question,
  ])
  return rows[0] ?? null
}

/** What somebody asked for since then, without the answers. */
export const readAskedScans = (
  reader: Reader,
  sinceMs: number,
): Promise<Pick<KeptScan, 'question' | 'version'>[]> =>
  query(reader, 'SELECT question, version FROM recurrence_scan WHERE asked_ms >= $1 ORDER BY asked_ms DESC', [
    sinceMs,
  ])

const WRITE = `
  INSERT INTO recurrence_scan (question, version, answer, computed_ms, asked_ms) VALUES ($1, $2, $3, $4, $4)
  ON CONFLICT (question) DO UPDATE SET version = excluded.version, answer = excluded.answer,
    computed_ms = excluded.computed_ms`

export const writeScan = (
  reader: Reader,
  { question, version, answer, computedMs }: KeptScan,
): Promise<number> => execute(reader, WRITE, [question, version, Buffer.from(answer), computedMs])

/** Noted once an hour at most. */
export const noteAsked = (reader: Reader, question: string, nowMs: number): Promise<number> =>
  execute(
    reader,
    'UPDATE recurrence_scan SET asked_ms = $2::bigint WHERE question = $1 AND asked_ms < $2::bigint - 3600000',
    [question, nowMs],
  )

export const deleteUnasked = (reader: Reader, beforeMs: number): Promise<number> =>
  execute(reader, 'DELETE FROM recurrence_scan WHERE asked_ms < $1', [beforeMs])
