import type { ResourceId } from '@/lib/core/checklist/types'
import { mergeColumns } from '@/lib/core/merge-samples'
import type { Column } from '@/lib/core/series'
import { HOUR_MS } from '@/lib/core/times'
import { CorruptBlockError } from './byte-reader'
import { CHUNK_CODEC, decodeChunk, decodeColumns, encodeColumns } from './chunk-codec'
import type { Lifetime } from './chunk-codec'
import { extentOf } from './chunk-columns'
import type { ChunkColumns } from './chunk-columns'
import { copyRows } from './copy-rows'
import type { BinaryRow } from './copy-rows'
import { joinChunks } from './join-chunks'
import type { Reader, Tx } from './reader'
import { execute, query } from './sql'

export type SourceGroup = ResourceId | 'other'

export interface ChunkQuery {
  fromMs: number
  toMs: number
  sourceGroups?: readonly SourceGroup[]
  seriesIds?: ReadonlySet<number>
}

/** Sealed raw samples in [fromMs, toMs) by series id, all parts merged. Series may share an array of times. */
export async function readChunks(
  reader: Reader,
  groupId: number,
  chunkQuery: ChunkQuery,
): Promise<Map<number, Column>> {
  const { fromMs, toMs, sourceGroups, seriesIds } = chunkQuery
  if (seriesIds?.size === 0 || toMs <= fromMs) return new Map()
  const sources = sourceGroups
    ? `AND source_group IN (${sourceGroups.map((name) => `'${name}'`).join(',')})`
    : ''
  const rows = await copyRows(
    reader,
    `SELECT codec, payload FROM chunk
     WHERE group_id = ${Number(groupId)} AND hour_ms > ${fromMs - HOUR_MS} AND hour_ms < ${toMs}
       AND max_ms >= ${fromMs} AND min_ms < ${toMs} ${sources} ORDER BY hour_ms, source_group, part`,
  )
  const parts = new Map<number, Column[]>()
  for (const row of rows) {
    for (const [seriesId, column] of decodeChunk(payloadOf(row), seriesIds)) {
      const cut = cutColumn(column, fromMs, toMs)
      if (cut.timesMs.length === 0) continue
      const known = parts.get(seriesId)
      if (known) known.push(cut)
      else parts.set(seriesId, [cut])
    }
  }
  return new Map([...parts].map(([seriesId, columns]) => [seriesId, joinColumns(columns)]))
}

/** Parts mostly follow each other in time; only those that do not are merged sample by sample. */
function joinColumns(columns: readonly Column[]): Column {
  const [first] = columns
  if (first && columns.length === 1) return first
  const followEachOther = columns.every(
    ({ timesMs }, i) => i === 0 || (columns[i - 1]?.timesMs.at(-1) ?? Infinity) < (timesMs[0] ?? -Infinity),
  )
  if (!followEachOther) return columns.reduce((a, b) => mergeColumns(a, b).column)
  const length = columns.reduce((sum, { timesMs }) => sum + timesMs.length, 0)
  const joined = { timesMs: new Float64Array(length), values: new Float64Array(length) }
  let at = 0
  for (const { timesMs, values } of columns) {
    joined.timesMs.set(timesMs, at)
    joined.values.set(values, at)
    at += timesMs.length
  }
  return joined
}

export function payloadOf([codec, payload]: BinaryRow): Buffer {
  if (codec?.readInt16BE(0) !== CHUNK_CODEC || !payload)
    throw new CorruptBlockError('a chunk has an unknown codec')
  return payload
}

/** The samples in [fromMs, toMs), as views. */
export function cutColumn(column: Column, fromMs: number, toMs: number): Column {
  const { timesMs, values } = column
  const start = lowerBound(timesMs, fromMs)
  const end = lowerBound(timesMs, toMs)
  if (start === 0 && end === timesMs.length) return column
  return { timesMs: timesMs.subarray(start, end), values: values.subarray(start, end) }
}

/** Index of the first time at or after `timeMs`. */
function lowerBound(timesMs: Float64Array, timeMs: number): number {
  let low = 0
  let high = timesMs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((timesMs[middle] ?? 0) < timeMs) low = middle + 1
    else high = middle
  }
  return low
}

export interface ChunkPart {
  hourMs: number
  sourceGroup: SourceGroup
  columns: ChunkColumns
  lifetime: Lifetime
}

const INSERT_PART = `
  INSERT INTO chunk (group_id, hour_ms, source_group, part, min_ms, max_ms, sample_count, codec, payload)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

/** `part` is the number of the seal that writes it. */
export async function writeChunkPart(tx: Tx, groupId: number, part: number, chunk: ChunkPart): Promise<void> {
  const { minMs, maxMs, sampleCount } = extentOf(chunk.columns)
  if (sampleCount === 0) return
  const payload = encodeColumns(chunk.columns, chunk.lifetime)
  const key = [groupId, chunk.hourMs, chunk.sourceGroup, part]
  await execute(tx, INSERT_PART, [...key, minMs, maxMs, sampleCount, CHUNK_CODEC, payload])
}

export interface ScatteredChunk {
  hourMs: number
  sourceGroup: SourceGroup
}

/** A few small late parts stay beside a large one; merging them each time would rewrite the hour for every straggler. */
const MANY_PARTS = 16
const LARGE_SHARE = 0.9

/** Parts are joined in memory, so an hour of a huge group stays in parts, which readers merge anyway. */
const MOST_JOINED_SAMPLES = 30_000_000

const SCATTERED = `
  SELECT hour_ms AS "hourMs", source_group AS "sourceGroup" FROM chunk
  WHERE group_id = $1 AND hour_ms >= $2 AND hour_ms < $3
  GROUP BY hour_ms, source_group
  HAVING (count(*) > $4 OR (count(*) > 1 AND max(sample_count) < $5::float8 * sum(sample_count)))
    AND sum(sample_count) <= $7
  ORDER BY hour_ms LIMIT $6`

/** Hours in [fromMs, toMs) that are kept in more parts than they should be, oldest first. */
export const readScatteredChunks = (
  reader: Reader,
  groupId: number,
  range: { fromMs: number; toMs: number; limit: number },
): Promise<ScatteredChunk[]> =>
  query<ScatteredChunk>(reader, SCATTERED, [
    groupId,
    range.fromMs,
    range.toMs,
    MANY_PARTS,
    LARGE_SHARE,
    range.limit,
    MOST_JOINED_SAMPLES,
  ])

/** Joins all parts of a chunk; the set of samples stays the same. */
export async function compactChunk(
  tx: Tx,
  groupId: number,
  part: number,
  chunk: ScatteredChunk,
): Promise<void> {
  const { hourMs, sourceGroup } = chunk
  const rows = await copyRows(
    tx,
    `SELECT codec, payload FROM chunk
     WHERE group_id = ${Number(groupId)} AND hour_ms = ${Number(hourMs)} AND source_group = '${sourceGroup}'
     ORDER BY min_ms, part`,
  )
  const columns = joinChunks(rows.map((row) => decodeColumns(payloadOf(row))))
  const key = [groupId, hourMs, sourceGroup]
  await execute(tx, 'DELETE FROM chunk WHERE group_id = $1 AND hour_ms = $2 AND source_group = $3', key)
  await writeChunkPart(tx, groupId, part, { ...chunk, columns, lifetime: 'lasting' })
}
