import { createHash } from 'node:crypto'
import type { Labels, NodeIdentity } from '@/lib/core/series'
import type { Store } from './db'
import type { LogBatch } from './append-log'
import { registerSeries } from './register-series'
import type { Registration } from './register-series'
import { findOrCreateSender } from './senders'

export interface TestSeries {
  node: NodeIdentity
  name: string
  labels: Labels
}

export const hashOfSeries = (series: TestSeries): Uint8Array =>
  createHash('sha256').update(JSON.stringify(series)).digest().subarray(0, 16)

export const UNLIMITED = { seriesCap: 10_000_000, nodeCap: 1_000_000 }

export async function registerAll(
  store: Store,
  series: readonly TestSeries[],
  nowMs: number,
): Promise<Registration[]> {
  const senderId = await findOrCreateSender(
    store,
    { name: 'test', protocol: 'test', userAgent: 'test' },
    nowMs,
  )
  const items = series.map((item) => ({ ...item, hash: hashOfSeries(item) }))
  return registerSeries(store, senderId, items, UNLIMITED, nowMs)
}

/** The samples in order of time, as one batch of a group. */
export function toBatch(
  groupId: number,
  samples: readonly { seriesId: number; timeMs: number; value: number }[],
): LogBatch {
  return {
    groupId,
    seriesIds: Int32Array.from(samples, ({ seriesId }) => seriesId),
    timesMs: Float64Array.from(samples, ({ timeMs }) => timeMs),
    values: Float64Array.from(samples, ({ value }) => value),
  }
}
