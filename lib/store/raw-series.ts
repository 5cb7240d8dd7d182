import type { CacheKind } from '@/lib/core/byte-cache'
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

/** All series up to an id whose names fit a pattern. */
interface NamedSeries {
  newestId: number
  series: readonly RawSeries[]
}

const SERIES_BYTES = 600

const NAMED: CacheKind<NamedSeries> = {
  name: 'named series',
  bytesOf: ({ series }) => SERIES_BYTES * series.length,
}

/** Series never change and get their ids in the order in which they appear, so that only newer ones are read again. */
const NEVER_CHANGES = ''

/** Every series whose name fits the regular expression of Postgres, ordered by group and id. */
export const readSeriesNamed = async (reader: Reader, pattern: string): Promise<readonly RawSeries[]> => {
  const [newest] = await query<{ id: number }>(reader, 'SELECT coalesce(max(id), 0) AS id FROM series')
  const newestId = newest?.id ?? 0
  const known = reader.cache.get(NAMED, pattern, NEVER_CHANGES) ?? { newestId: 0, series: [] }
  // Another reader may have seen more than this snapshot shows.
  if (known.newestId > newestId) return known.series.filter(({ id }) => id <= newestId)
  if (known.newestId === newestId) return known.series
  const fresh = await readNewSeries(reader, pattern, known.newestId)
  const series = [...known.series, ...fresh].sort(
    (one, other) => one.groupId - other.groupId || one.id - other.id,
  )
  reader.cache.set(NAMED, pattern, NEVER_CHANGES, { newestId, series })
  return series
}

const readNewSeries = (reader: Reader, pattern: string, afterId: number): Promise<RawSeries[]> =>
  query<RawSeries>(
    reader,
    `SELECT series.id, series.node_id AS "nodeId", series.group_id AS "groupId", node.slot, series.name, series.labels
     FROM series JOIN node ON node.id = series.node_id WHERE series.id > $2 AND series.name ~ $1`,
    [pattern, afterId],
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
