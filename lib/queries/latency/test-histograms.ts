import { LatencyRoller } from '../../roll/latency/latency-roller'
import { countOf } from '../../core/latency/cumulative'
import type { HistogramLayer } from '../../core/latency/histogram'
import type { LatencyPoint } from '../../core/latency/point'
import { appendLatencyPoints } from '../../store/latency/append-points'
import { latencySourceKey, registerLatencySeries, type LatencySource } from '../../store/latency/series'
import type { Store } from '../../store/db'
import { findOrCreateSender } from '../../store/senders'

export interface TestHistogram extends Partial<LatencySource> {
  timeMs: number
  layer: HistogramLayer
  errorCount?: number
}

const CONFIG = { chunkRetentionDays: 30, roll1mRetentionDays: 14, roll5mRetentionDays: 395 }
const SENDER = { name: 'test', protocol: 'histograms', userAgent: 'test' }

const toSource = (told: TestHistogram): LatencySource => ({
  cluster: told.cluster ?? '',
  service: told.service ?? 'shop',
  operation: told.operation ?? 'pay',
  vantage: told.vantage ?? '',
  node: told.node ?? null,
  origin: told.origin ?? '',
  ...(told.isFailure === undefined ? {} : { isFailure: told.isFailure }),
})

/** The road of histograms from their store to what is shown, as the server walks it. */
export const rollTestHistograms = async (
  store: Store,
  told: readonly TestHistogram[],
  nowMs: number,
): Promise<void> => {
  const id = await findOrCreateSender(store, SENDER, nowMs)
  const sources = told.map(toSource)
  const ids = await registerLatencySeries(store, { id, seriesCap: 1e9 }, sources, nowMs)
  const points = told.map(({ timeMs, layer, errorCount }, at): { cluster: string; point: LatencyPoint } => {
    const source = sources[at] ?? toSource(told[0] ?? { timeMs, layer })
    const count = countOf(layer)
    const errors = { errorCount: errorCount ?? 0, errorsKnownOf: errorCount === undefined ? 0 : count }
    const histogram = { layers: [layer], count, sumMs: 10 * count, minMs: NaN, maxMs: NaN, ...errors }
    const seriesId = ids.get(latencySourceKey(source)) ?? 0
    return {
      cluster: source.cluster,
      point: { seriesId, timeMs, batch: 0, content: { kind: 'delta', histogram } },
    }
  })
  const clusters = [...new Set(points.map(({ cluster }) => cluster))]
  const parts = clusters.map((cluster) => ({
    cluster,
    points: points.filter((one) => one.cluster === cluster).map(({ point }) => point),
  }))
  await appendLatencyPoints(store, parts, nowMs)
  await new LatencyRoller(store, CONFIG).pass(nowMs, () => true)
}
