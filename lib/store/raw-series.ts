import { mergeColumns, sortColumn } from '@/lib/core/merge-samples'
import type { Column } from '@/lib/core/series'
import { cutColumn, readChunks, type ChunkQuery } from './chunks'
import type { SeriesOfGroup } from './node-series'
import { readLog } from './read-log'
import type { Reader } from './reader'
import { query } from './sql'

export interface RawSeries extends SeriesOfGroup {
  groupId: number
}

/** Every series whose name fits the regular expression of Postgres, ordered by group and id. */
export const readSeriesNamed = (reader: Reader, pattern: string): Promise<RawSeries[]> =>
  query<RawSeries>(
    reader,
    `SELECT series.id, series.node_id AS "nodeId", series.group_id AS "groupId", node.slot, series.name, series.labels
     FROM series JOIN node ON node.id = series.node_id WHERE series.name ~ $1 ORDER BY series.group_id, series.id`,
    [pattern],
  )

/** What waits for its seal is minutes of samples, unless the roller is far behind; then the oldest are read. */
const MOST_WAITING_SAMPLES = 4_000_000

export type RawQuery = ChunkQuery & { seriesIds: ReadonlySet<number> }

/** Samples as they came, by series: those of sealed chunks, and those that still wait in the log. */
export async function readRawSamples(
  reader: Reader,
  groupId: number,
  wanted: RawQuery,
): Promise<Map<number, Column>> {
  const columns = await readChunks(reader, groupId, wanted)
  for (const [seriesId, waiting] of await readWaiting(reader, groupId, wanted)) {
    const sealed = columns.get(seriesId)
    columns.set(seriesId, sealed === undefined ? waiting : mergeColumns(sealed, waiting).column)
  }
  return columns
}

async function readWaiting(
  reader: Reader,
  groupId: number,
  { fromMs, toMs, seriesIds }: RawQuery,
): Promise<Map<number, Column>> {
  const [state] = await query<{ position: number; sealedUntilMs: number }>(
    reader,
    'SELECT position, sealed_until_ms AS "sealedUntilMs" FROM roll_state WHERE group_id = $1',
    [groupId],
  )
  if (state !== undefined && toMs <= state.sealedUntilMs) return new Map()
  const gathered = new Map<number, { timesMs: number[]; values: number[] }>()
  for (const entry of await readLog(reader, groupId, state?.position ?? 0, MOST_WAITING_SAMPLES))
    entry.seriesIds.forEach((seriesId, at) => {
      if (!seriesIds.has(seriesId)) return
      const column = gathered.get(seriesId) ?? { timesMs: [], values: [] }
      column.timesMs.push(entry.timesMs[at] ?? NaN)
      column.values.push(entry.values[at] ?? NaN)
      gathered.set(seriesId, column)
    })
  return new Map(
    [...gathered].map(([seriesId, { timesMs, values }]) => {
      const { column } = sortColumn(Float64Array.from(timesMs), Float64Array.from(values))
      return [seriesId, cutColumn(column, fromMs, toMs)]
    }),
  )
}
