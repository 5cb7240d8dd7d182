import { decodePart } from '@/lib/store/latency/part-codec'
import type { Store } from '@/lib/store/db'
import { query } from '@/lib/store/sql'
import { readSamples } from '../system/read-samples'

/** How much is stored, by the name that the sender gave it. */
export type Kept = ReadonlyMap<string, number>

export async function keptSamples(store: Store, nowMs: number): Promise<Kept> {
  const stored = await readSamples(store, nowMs)
  return sumsOf(stored.map(({ instance, timesMs }) => [instance, timesMs.length]))
}

/** Histograms, by service; what is told again is one. */
export async function keptHistograms(store: Store): Promise<Kept> {
  const parts = await query<{ bucketMs: number; payload: Buffer }>(
    store,
    'SELECT bucket_ms AS "bucketMs", payload FROM latency_part',
  )
  const series = await query<{ id: number; service: string }>(
    store,
    'SELECT s.id, service FROM latency_series s JOIN latency_stream ON latency_stream.id = stream_id',
  )
  const services = new Map(series.map(({ id, service }) => [id, service]))
  const points = parts.flatMap(({ bucketMs, payload }) => decodePart(bucketMs, payload))
  return sumsOf(points.map(({ seriesId }) => [services.get(seriesId) ?? '', 1]))
}

export async function keptEvents(store: Store): Promise<Kept> {
  const rows = await query<{ node: string }>(store, `SELECT coalesce(node, '') AS node FROM event`)
  return sumsOf(rows.map(({ node }) => [node, 1]))
}

export async function keptProfiles(store: Store): Promise<Kept> {
  const rows = await query<{ service: string }>(store, 'SELECT service FROM profile')
  return sumsOf(rows.map(({ service }) => [service, 1]))
}

function sumsOf(pairs: readonly (readonly [string, number])[]): Kept {
  const sums = new Map<string, number>()
  for (const [name, count] of pairs) sums.set(name, (sums.get(name) ?? 0) + count)
  return sums
}
