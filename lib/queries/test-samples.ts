import { createHash } from 'node:crypto'
import type { MetricId } from '../core/checklist/types'
import { createRoller } from '../roll/roller'
import { appendLog } from '../store/append-log'
import type { Store } from '../store/db'
import { registerSeries } from '../store/register-series'
import { findOrCreateSender } from '../store/senders'

/** Samples of one metric of one node: time and value. */
export interface TestSamples {
  node: string
  cluster?: string
  metric: MetricId
  device?: string
  samples: readonly (readonly [timeMs: number, value: number])[]
}

const CAPS = { seriesCap: 100_000, nodeCap: 10_000 }
const CONFIG = {
  sealWaitMs: 30_000,
  chunkRetentionDays: 30,
  roll1mRetentionDays: 14,
  roll5mRetentionDays: 395,
}

/** The roller gathers late samples this long before it seals them together. */
const LATE_WAIT_MS = 10_000

const toSeries = ({ node, cluster = '', metric, device }: TestSamples) => {
  const name = `use:${metric}`
  const labels: Record<string, string> = device === undefined ? {} : { device }
  const hash = createHash('sha256')
    .update(JSON.stringify([cluster, node, name, labels]))
    .digest()
    .subarray(0, 16)
  return { hash, node: { cluster, instance: node }, name, labels }
}

/** The road of samples from the log to the blocks, as the server walks it. */
export const rollTestSamples = async (
  store: Store,
  all: readonly TestSamples[],
  nowMs: number,
): Promise<void> => {
  const senderId = await findOrCreateSender(
    store,
    { name: 'test', protocol: 'samples', userAgent: 'test' },
    nowMs,
  )
  const registered = await registerSeries(store, senderId, all.map(toSeries), CAPS, nowMs)
  const columns = new Map<number, { seriesIds: number[]; timesMs: number[]; values: number[] }>()
  registered.forEach((series, index) => {
    if (!series.ok) throw new Error(series.reason)
    const column = columns.get(series.groupId) ?? { seriesIds: [], timesMs: [], values: [] }
    for (const [timeMs, value] of all[index]?.samples ?? []) {
      column.seriesIds.push(series.seriesId)
      column.timesMs.push(timeMs)
      column.values.push(value)
    }
    columns.set(series.groupId, column)
  })
  const batches = [...columns].map(([groupId, { seriesIds, timesMs, values }]) => ({
    groupId,
    seriesIds: Int32Array.from(seriesIds),
    timesMs: Float64Array.from(timesMs),
    values: Float64Array.from(values),
  }))
  await appendLog(store, batches, nowMs - LATE_WAIT_MS)
  let clockMs = nowMs - LATE_WAIT_MS
  const roller = createRoller(store, CONFIG, { nowMs: () => clockMs })
  await roller.tick()
  clockMs = nowMs
  await roller.tick()
  await roller.stop()
}
