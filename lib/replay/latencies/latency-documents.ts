import { MINUTE_MS } from '../../core/times'
import type { Replay } from '../make-replay'
import type { ScenarioName } from '../options'
import { createRandom, type Random } from '../random'
import { enhancedNetworkingLatencies } from './enhanced-networking'
import type { LatencySeries, PlanLatencies } from './latency-series'
import { monitoringProbeLatencies } from './monitoring-probe'
import { sharedDatabaseLatencies } from './shared-database'

/** A document of `POST /api/v1/histograms`. */
export interface LatencyDocument {
  timestampMs: number
  cluster: string
  service: string
  operation: string
  vantage: string
  node: string | null
  observationsMs: number[]
  errorCount: number
}

const PLANS: Partial<Record<ScenarioName, PlanLatencies>> = {
  'shared-database': sharedDatabaseLatencies,
  'enhanced-networking': enhancedNetworkingLatencies,
  'monitoring-probe': monitoringProbeLatencies,
}

/** What users of the fleet felt: a document for each series and minute, the oldest first. */
export function* latencyDocuments(replay: Replay): Generator<LatencyDocument> {
  const series = PLANS[replay.scenario]?.(replay) ?? []
  const random = createRandom(replay.options.seed).fork('latencies')
  const own = series.map((_, at) => random.fork(at))
  for (let atMs = replay.startMs; atMs < replay.endMs; atMs += MINUTE_MS)
    for (const [at, one] of series.entries()) yield documentOf(one, atMs, own[at] ?? random)
}

const documentOf = (series: LatencySeries, atMs: number, random: Random): LatencyDocument => {
  const { cluster, service, operation, vantage, node } = series
  const count = Math.max(1, random.count(series.countAt(atMs)))
  const seen = Array.from({ length: count }, () => series.observe(atMs, random))
  return {
    timestampMs: atMs,
    cluster,
    service,
    operation,
    vantage,
    node,
    observationsMs: seen.map(({ lengthMs }) => Number(lengthMs.toPrecision(DIGITS))),
    errorCount: seen.filter(({ isError }) => isError).length,
  }
}

const DIGITS = 4
