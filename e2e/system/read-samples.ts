import { mergeColumns, sortColumn } from '@/lib/core/merge-samples'
import type { Column } from '@/lib/core/series'
import { readChunks } from '@/lib/store/chunks'
import type { Store } from '@/lib/store/db'
import { decodeLog } from '@/lib/store/log-codec'
import { query } from '@/lib/store/sql'

export interface StoredSeries extends Column {
  cluster: string
  instance: string
  name: string
  labels: Readonly<Record<string, string>>
}

const DAY_MS = 86_400_000

/** Every acknowledged sample of the last day, sealed or still in the log, by series. */
export async function readSamples(store: Store, nowMs: number): Promise<StoredSeries[]> {
  const described = await query<{
    id: number
    cluster: string
    instance: string
    name: string
    labels: Record<string, string>
  }>(
    store,
    'SELECT series.id, cluster, instance, series.name, series.labels FROM series JOIN node ON node.id = node_id',
  )
  const columns = await readColumns(store, nowMs)
  return described.flatMap(({ id, cluster, instance, name, labels }) => {
    const column = columns.get(id)
    return column === undefined ? [] : [{ cluster, instance, name, labels, ...column }]
  })
}

async function readColumns(store: Store, nowMs: number): Promise<Map<number, Column>> {
  const columns = new Map<number, Column>()
  const add = (seriesId: number, column: Column) => {
    const before = columns.get(seriesId)
    columns.set(seriesId, before === undefined ? column : mergeColumns(before, column).column)
  }
  const groups = await query<{ id: number }>(store, 'SELECT id FROM node_group')
  for (const { id } of groups) {
    const sealed = await readChunks(store, id, { fromMs: nowMs - DAY_MS, toMs: nowMs + DAY_MS })
    for (const [seriesId, column] of sealed) add(seriesId, column)
  }
  for (const [seriesId, column] of await readLogged(store)) add(seriesId, column)
  return columns
}

async function readLogged(store: Store): Promise<Map<number, Column>> {
  const gathered = new Map<number, { times: number[]; values: number[] }>()
  const entries = await query<{ payload: Buffer }>(store, 'SELECT payload FROM ingest_log')
  for (const { payload } of entries) {
    const { seriesIds, timesMs, values } = decodeLog(payload)
    seriesIds.forEach((seriesId, at) => {
      const of = gathered.get(seriesId) ?? { times: [], values: [] }
      of.times.push(timesMs[at] ?? 0)
      of.values.push(values[at] ?? 0)
      gathered.set(seriesId, of)
    })
  }
  return new Map(
    [...gathered].map(([id, { times, values }]) => [
      id,
      sortColumn(Float64Array.from(times), Float64Array.from(values)).column,
    ]),
  )
}
