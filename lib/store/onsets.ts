import { escapeLiteral } from 'pg'
import type { MetricId } from '@/lib/core/checklist/types'
import type { Window } from '@/lib/core/series'
import { DAY_MS, dayOf, HOUR_MS } from '@/lib/core/times'
import { int4, int8, text } from './binary-fields'
import { CorruptBlockError } from './byte-reader'
import { copyInto } from './copy-into'
import { copyRows } from './copy-rows'
import { decodeOnsets, encodeOnsets, type OnsetDay } from './onset-codec'
import type { Reader, Tx } from './reader'
import { execute, query, queryPlanned } from './sql'

/** Onsets are judged by the hours around them, so those of a day depend on so much of its neighbours. */
export const ONSET_MARGIN_MS = 3 * HOUR_MS

const TOUCH = `
  INSERT INTO onset_progress (group_id, day_ms, until_ms)
  SELECT $1, day, day FROM unnest($2::bigint[]) AS day ON CONFLICT DO NOTHING`

const MOVE_BACK = `
  UPDATE onset_progress SET until_ms = least(until_ms, greatest(onset_progress.day_ms, item.first)), touches = touches + 1,
    touched_at = clock_timestamp()
  FROM (
    SELECT day_ms, min(bucket) AS first FROM onset_progress
    JOIN unnest($2::bigint[]) AS bucket ON bucket >= day_ms - $3::bigint AND bucket < day_ms + $4::bigint
    WHERE group_id = $1 GROUP BY day_ms
  ) item
  WHERE group_id = $1 AND onset_progress.day_ms = item.day_ms`

/** Buckets were sealed: the onsets of their days, and of days beside them, are to be found again from there on. */
export async function touchOnsets(tx: Tx, groupId: number, bucketsMs: readonly number[]): Promise<void> {
  if (bucketsMs.length === 0) return
  const firsts = [...firstOfDays(bucketsMs)]
  await execute(tx, TOUCH, [groupId, firsts.map(dayOf)])
  await execute(tx, MOVE_BACK, [groupId, firsts, ONSET_MARGIN_MS, DAY_MS + ONSET_MARGIN_MS])
}

/** Of each day the first and the last: what lies between touches no other day. */
const firstOfDays = (bucketsMs: readonly number[]): Set<number> => {
  const firsts = new Map<number, number>()
  const lasts = new Map<number, number>()
  for (const bucketMs of bucketsMs) {
    const day = dayOf(bucketMs)
    firsts.set(day, Math.min(firsts.get(day) ?? Infinity, bucketMs))
    lasts.set(day, Math.max(lasts.get(day) ?? -Infinity, bucketMs))
  }
  return new Set([...firsts.values(), ...lasts.values()])
}

/** A day of a group whose onsets are to be found. */
export interface DueDay {
  groupId: number
  dayMs: number
  /** Up to here everything is sealed. */
  untilMs: number
  touches: number
}

/** Days of which more is sealed than their onsets were found in; `untilMs` is up to where they can be found. */
const UNFOUND = `
  SELECT * FROM (
    SELECT progress.group_id AS "groupId", day_ms AS "dayMs", touches, until_ms, touched_at,
      consumed >= log_seq AS "isAllSealed", max(touched_at) OVER of_group AS group_touched_at,
      day_ms = max(day_ms) OVER of_group AS "isNewest",
      least(day_ms + ${DAY_MS + ONSET_MARGIN_MS}, sealed_until_ms / ${HOUR_MS}::bigint * ${HOUR_MS}::bigint) AS "untilMs"
    FROM onset_progress progress JOIN roll_state USING (group_id) JOIN node_group ON id = group_id
    WINDOW of_group AS (PARTITION BY progress.group_id)
  ) day WHERE until_ms < "untilMs" AND "untilMs" > "dayMs"`

/** Where late samples never stop, a day that they leave alone for so long is not kept waiting. */
const LONGEST_REST_MS = 600_000

const DUE = {
  name: 'due_onset_day',
  text: `
    SELECT "groupId", "dayMs", touches, "untilMs"
    FROM (${UNFOUND}) unfound, (SELECT clock_timestamp() - $2 * interval '1 millisecond' AS quiet) since
    WHERE "groupId" = ANY($1) AND ("isAllSealed" OR group_touched_at <= quiet OR "isNewest" AND touched_at <= quiet
      OR touched_at <= quiet - interval '${LONGEST_REST_MS} milliseconds')
    ORDER BY "dayMs" DESC LIMIT 1`,
}

/**
 * The newest one of a group of which everything is sealed, or of which nothing was sealed for `quietMs`: while samples pour in
 * the processor is for them, and a day would be found again and again. The newest day waits for itself only.
 */
export async function readDueDay(
  reader: Reader,
  groupIds: readonly number[],
  quietMs: number,
): Promise<DueDay | null> {
  const [due] = await queryPlanned<DueDay>(reader, DUE, [groupIds, quietMs])
  return due ?? null
}

export interface OnsetsState {
  /** Changes with every day whose onsets are found or are to be found again. */
  version: string
  /** Whether there are days whose onsets are still to be found. */
  isFinding: boolean
}

const STATE = {
  name: 'onsets_state',
  text: `
    SELECT concat_ws('/', count(*), sum(until_ms), sum(touches)) AS version, EXISTS (${UNFOUND}) AS "isFinding"
    FROM onset_progress`,
}

export async function readOnsetsState(reader: Reader): Promise<OnsetsState> {
  const [state] = await queryPlanned<OnsetsState>(reader, STATE)
  return state ?? { version: '', isFinding: false }
}

/** Whether onsets of days that the window touches are still to be found. */
export async function isFindingOnsets(reader: Reader, { fromMs, toMs }: Window): Promise<boolean> {
  const [row] = await query<{ isFinding: boolean }>(
    reader,
    `SELECT EXISTS (SELECT 1 FROM (${UNFOUND}) unfound WHERE "dayMs" >= $1 AND "dayMs" < $2) AS "isFinding"`,
    [dayOf(fromMs), toMs],
  )
  return row?.isFinding ?? false
}

/** Whether nothing of the day was sealed since it was due; holds its row until the transaction ends. */
export async function isStillDue(tx: Tx, { groupId, dayMs, touches }: DueDay): Promise<boolean> {
  const rows = await query(
    tx,
    'SELECT 1 FROM onset_progress WHERE group_id = $1 AND day_ms = $2 AND touches = $3 FOR UPDATE',
    [groupId, dayMs, touches],
  )
  return rows.length > 0
}

export const finishDueDay = (tx: Tx, { groupId, dayMs, touches, untilMs }: DueDay): Promise<number> =>
  execute(
    tx,
    'UPDATE onset_progress SET until_ms = $4 WHERE group_id = $1 AND day_ms = $2 AND touches = $3',
    [groupId, dayMs, touches, untilMs],
  )

/** In place of what was known of that day. */
export async function replaceOnsets(tx: Tx, groupId: number, metric: MetricId, day: OnsetDay): Promise<void> {
  await execute(tx, 'DELETE FROM onset WHERE group_id = $1 AND metric = $2 AND day_ms = $3', [
    groupId,
    metric,
    day.dayMs,
  ])
  if (day.slots.length === 0) return
  const row = [int4(groupId), text(metric), int8(day.dayMs), encodeOnsets(day)]
  await copyInto(tx, 'onset (group_id, metric, day_ms, payload)', [row])
}

export interface StoredOnsets extends OnsetDay {
  groupId: number
  metric: string
}

/** Of all days that the window touches; of one metric or all. */
export async function readOnsets(
  reader: Reader,
  { fromMs, toMs }: Window,
  metric: string,
): Promise<StoredOnsets[]> {
  const rows = await copyRows(
    reader,
    `SELECT group_id, metric, day_ms, payload FROM onset
     WHERE metric = ${escapeLiteral(metric)} AND day_ms >= ${dayOf(fromMs)} AND day_ms < ${Math.ceil(toMs)}
     ORDER BY group_id, day_ms`,
  )
  return rows.map(([groupId, name, dayMs, payload]) => {
    if (!groupId || !name || !dayMs || !payload) throw new CorruptBlockError('onsets lack a column')
    const day = decodeOnsets(Number(dayMs.readBigInt64BE(0)), payload)
    return { ...day, groupId: groupId.readInt32BE(0), metric: name.toString('utf8') }
  })
}

export const readOnsetMetrics = async (reader: Reader, { fromMs, toMs }: Window): Promise<string[]> => {
  const rows = await query<{ metric: string }>(
    reader,
    'SELECT DISTINCT metric FROM onset WHERE day_ms >= $1 AND day_ms < $2 ORDER BY metric',
    [dayOf(fromMs), toMs],
  )
  return rows.map(({ metric }) => metric)
}

export interface OnsetsRange {
  /** The first day of which onsets were found. */
  fromMs: number
  /** Up to here they all were. */
  toMs: number
  /** Changes with every day whose onsets are found. */
  version: string
}

const RANGE = `
  SELECT min(day_ms) AS "fromMs", sum(until_ms)::text || '/' || count(*) AS version,
    (SELECT min(newest) FROM (SELECT max(until_ms) AS newest FROM onset_progress
      WHERE until_ms > day_ms GROUP BY group_id) AS of_group) AS "toMs"
  FROM onset_progress WHERE day_ms >= $1 AND day_ms < $2 AND until_ms > day_ms`

/** Null where none were found in the window. */
export async function readOnsetsRange(reader: Reader, { fromMs, toMs }: Window): Promise<OnsetsRange | null> {
  const [row] = await query<{ fromMs: number | null; toMs: number | null; version: string | null }>(
    reader,
    RANGE,
    [dayOf(fromMs), toMs],
  )
  if (row === undefined || row.fromMs === null || row.toMs === null) return null
  return { fromMs: row.fromMs, toMs: row.toMs, version: row.version ?? '' }
}

export const deleteOldProgress = (reader: Reader, keptFromMs: number): Promise<number> =>
  execute(reader, 'DELETE FROM onset_progress WHERE day_ms < $1', [dayOf(keptFromMs)])
