import { hash } from 'node:crypto'
import type { Histogram } from '@/lib/core/latency/histogram'
import type { LatencyPoint } from '@/lib/core/latency/point'
import { MINUTE_MS } from '@/lib/core/times'
import { LatencyRoller } from '@/lib/roll/latency/latency-roller'
import type { Store } from '@/lib/store/db'
import { appendLatencyPoints, LATENCY_BUCKET_MS } from '@/lib/store/latency/append-points'
import { latencySourceKey, registerLatencySeries } from '@/lib/store/latency/series'
import { registerSeries } from '@/lib/store/register-series'
import { findOrCreateSender } from '@/lib/store/senders'
import type { LatencyPlan } from './latency-load'

const SENDER = { name: 'bench', protocol: 'histograms', userAgent: 'bench' }
const CAPS = { seriesCap: 1_000_000, nodeCap: 100_000 }
const CONFIG = { chunkRetentionDays: 30, roll1mRetentionDays: 14, roll5mRetentionDays: 395 }

export const nodeName = (node: number): string => `node-${String(node)}`

/** So that filters match half of the nodes, or all but one. */
const roleOf = (node: number): string => (node === 0 ? 'spare' : node % 2 === 0 ? 'web' : 'db')

const registerNodes = async (store: Store, senderId: number, { nodes, toMs }: LatencyPlan): Promise<void> => {
  const items = Array.from({ length: nodes }, (_, node) => ({
    node: { cluster: '', instance: nodeName(node) },
    name: 'up',
    labels: { role: roleOf(node) },
    hash: hash('sha256', nodeName(node), 'buffer').subarray(0, 16),
  }))
  await registerSeries(store, senderId, items, CAPS, toMs)
}

/** A histogram of every node and minute, by the road that they take behind the receiver. */
export const fillLatencies = async (
  store: Store,
  plan: LatencyPlan,
  service: string,
  histograms: readonly Histogram[],
): Promise<void> => {
  const { nodes, fromMs, toMs } = plan
  const senderId = await findOrCreateSender(store, SENDER, toMs)
  await registerNodes(store, senderId, plan)
  const sources = Array.from({ length: nodes }, (_, node) => ({
    cluster: '',
    service,
    operation: 'allocate',
    vantage: 'proxy',
    node: nodeName(node),
    origin: '',
  }))
  const caps = { id: senderId, seriesCap: CAPS.seriesCap }
  const ids = await registerLatencySeries(store, caps, sources, toMs)
  const seriesIds = sources.map((source) => ids.get(latencySourceKey(source)) ?? 0)
  let turn = 0
  for (let bucketMs = fromMs; bucketMs < toMs; bucketMs += LATENCY_BUCKET_MS) {
    const points: LatencyPoint[] = []
    for (let timeMs = bucketMs; timeMs < bucketMs + LATENCY_BUCKET_MS; timeMs += MINUTE_MS)
      for (const seriesId of seriesIds) {
        const histogram = histograms[turn++ % histograms.length]
        if (histogram !== undefined)
          points.push({ seriesId, timeMs, batch: 0, content: { kind: 'delta', histogram } })
      }
    await appendLatencyPoints(store, [{ cluster: '', points }], toMs)
  }
  const roller = new LatencyRoller(store, CONFIG)
  while ((await roller.pass(toMs, () => true)) > 0);
}
