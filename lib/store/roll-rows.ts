import { DAY_MS, HOUR_MS, dayOf, hourOf } from '@/lib/core/times'
import { escapeLiteral } from 'pg'
import type { MetricId } from '@/lib/core/checklist/types'
import type { RollMatrix } from '@/lib/core/rollup'
import { STEP_MS, toRollRow } from './blocks'
import type { RollTable, Scope } from './block'
import { CorruptBlockError } from './byte-reader'
import { floats, int4, int8, text } from './binary-fields'
import { copyInto } from './copy-into'
import { copyRows } from './copy-rows'
import { ensureDirectories, readDirectories } from './directories'
import type { Directory } from './directory-codec'
import type { Reader, Tx } from './reader'
import { execute, query } from './sql'

/** A whole row of `roll_1m` or `roll_5m`. */
export interface RollBlock {
  metric: MetricId
  scope: Scope
  directory: Directory
  matrix: RollMatrix
}

export interface RollRange {
  scope: Scope
  metrics: readonly MetricId[]
  fromMs: number
  toMs: number
}

const LONGEST_ROW_MS: Record<RollTable, number> = { roll_1m: HOUR_MS, roll_5m: DAY_MS }

/** Rows that lie wholly in [fromMs, toMs), ordered by metric and time. */
export async function readRollRows(
  reader: Reader,
  table: RollTable,
  groupId: number,
  { scope, metrics, fromMs, toMs }: RollRange,
): Promise<RollBlock[]> {
  if (metrics.length === 0) return []
  const stepMs = STEP_MS[table]
  const rows = await copyRows(
    reader,
    `SELECT group_id, metric, start_ms, directory_id, step_count, count, sum, min, max FROM ${table}
     WHERE group_id = ${Number(groupId)} AND metric IN (${metrics.map(escapeLiteral).join(',')})
       AND scope = ${escapeLiteral(scope)} AND start_ms >= ${fromMs} AND start_ms < ${toMs}
       AND start_ms + step_count * ${stepMs}::bigint <= ${toMs} ORDER BY metric, start_ms`,
  )
  const read = rows.map(toRollRow)
  const directories = await readDirectories(
    reader,
    read.map((row) => row.directoryId),
  )
  return read.map(({ metric, directoryId, startMs, stepCount, parts }) => {
    const directory = directories.get(directoryId)
    const [count, sum, min, max] = parts
    if (!directory || !count || !sum || !min || !max)
      throw new CorruptBlockError(`a block of ${metric} lacks a column`)
    const slotCount = directory.nodeSlots.length
    const matrix = { startMs, stepMs, stepCount, slotCount, count, sum, min, max }
    return { metric: asMetricId(metric), scope, directory, matrix }
  })
}

/** Holds because only `insertRollRows` writes the column. */
const asMetricId = (metric: string): MetricId => metric as MetricId

export interface RollKey {
  metric: MetricId
  scope: Scope
  startMs: number
}

export interface Span {
  fromMs: number
  toMs: number
}

/** The times of rows that hold a part of [fromMs, toMs), whatever their metric. */
export async function readRollSpans(
  reader: Reader,
  table: RollTable,
  groupId: number,
  metrics: readonly MetricId[],
  { fromMs, toMs }: Span,
): Promise<Span[]> {
  const rows = await query<{ startMs: number; stepCount: number }>(
    reader,
    `SELECT DISTINCT start_ms AS "startMs", step_count AS "stepCount" FROM ${table}
     WHERE group_id = $1 AND metric = ANY($2) AND scope IN ('node', 'device')
       AND start_ms > $3 AND start_ms < $4 AND start_ms + step_count * $5::bigint > $6`,
    [groupId, metrics, fromMs - LONGEST_ROW_MS[table], toMs, STEP_MS[table], fromMs],
  )
  return rows.map(({ startMs, stepCount }) => ({
    fromMs: startMs,
    toMs: startMs + stepCount * STEP_MS[table],
  }))
}

export async function deleteRollRows(
  tx: Tx,
  table: RollTable,
  groupId: number,
  keys: readonly RollKey[],
): Promise<void> {
  if (keys.length === 0) return
  await execute(
    tx,
    `DELETE FROM ${table} USING unnest($2::text[], $3::text[], $4::bigint[]) AS item(metric, scope, start_ms)
     WHERE ${table}.group_id = $1 AND ${table}.metric = item.metric AND ${table}.scope = item.scope
       AND ${table}.start_ms = item.start_ms`,
    [groupId, keys.map((key) => key.metric), keys.map((key) => key.scope), keys.map((key) => key.startMs)],
  )
}

export async function insertRollRows(
  tx: Tx,
  table: RollTable,
  groupId: number,
  blocks: readonly RollBlock[],
): Promise<void> {
  if (blocks.length === 0) return
  const ids = await ensureDirectories(
    tx,
    groupId,
    blocks.map(({ directory }) => directory),
  )
  const rows = blocks.map(({ metric, scope, directory, matrix }) => [
    ...[int4(groupId), text(metric), text(scope), int8(matrix.startMs), int4(matrix.stepCount)],
    int4(ids.get(directory) ?? 0),
    ...[matrix.count, matrix.sum, matrix.min, matrix.max].map(floats),
  ])
  const columns = 'group_id, metric, scope, start_ms, step_count, directory_id, count, sum, min, max'
  await copyInto(tx, `${table} (${columns})`, rows)
}

/** Begin of the oldest hour in the time of which a metric has rows that do not span it; null if there is none. */
export async function readScatteredHour(
  reader: Reader,
  groupId: number,
  metrics: readonly MetricId[],
  { fromMs, toMs }: Span,
): Promise<number | null> {
  const [row] = await query<{ first: number | null }>(
    reader,
    `SELECT least(
       (SELECT min(start_ms) FROM roll_1m
        WHERE group_id = $1 AND metric = ANY($2) AND start_ms >= $6 AND start_ms < $3 AND step_count < $4),
       (SELECT min(start_ms) FROM roll_5m
        WHERE group_id = $1 AND metric = ANY($2) AND start_ms >= $6 AND start_ms < $3 AND step_count < $5)) AS first`,
    [groupId, metrics, toMs, HOUR_MS / STEP_MS.roll_1m, HOUR_MS / STEP_MS.roll_5m, fromMs],
  )
  return typeof row?.first === 'number' ? hourOf(row.first) : null
}

/** The hours from the first to the last row of the oldest day up to `lastDayMs` of which a metric has several rows. */
export async function readScatteredDay(
  reader: Reader,
  groupId: number,
  metrics: readonly MetricId[],
  lastDayMs: number,
): Promise<Span | null> {
  const [row] = await query<{ day: number }>(
    reader,
    `SELECT start_ms / $4::bigint AS day FROM roll_5m
     WHERE group_id = $1 AND metric = ANY($2) AND start_ms < $3
     GROUP BY metric, scope, day HAVING count(*) > 1 ORDER BY day LIMIT 1`,
    [groupId, metrics, dayOf(lastDayMs) + DAY_MS, DAY_MS],
  )
  if (!row) return null
  const fromMs = row.day * DAY_MS
  const spans = await readRollSpans(reader, 'roll_5m', groupId, metrics, { fromMs, toMs: fromMs + DAY_MS })
  return {
    fromMs: hourOf(Math.min(...spans.map((span) => span.fromMs))),
    toMs: hourOf(Math.max(...spans.map((span) => span.toMs)) + HOUR_MS - 1),
  }
}
