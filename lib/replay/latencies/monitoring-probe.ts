import { MINUTE_MS } from '../../core/times'
import { logNormal, type LatencySeries, type PlanLatencies } from './latency-series'

/** The nearer to the proxy somebody stands, the less of the way is seen, and all of the waiting. */
const VANTAGES = [
  { vantage: 'health-check', medianMs: 0.6, p99Ms: 2, count: 12 },
  { vantage: 'proxy', medianMs: 1, p99Ms: 6, count: 40 },
  { vantage: 'decider', medianMs: 2.2, p99Ms: 12, count: 30 },
] as const

const PROXIES = 2
const SLOW_MEDIAN_MS = 900
const SLOW_P99_MS = 2600
/** Some requests meet a core that does not spin. */
const UNTOUCHED_SHARE = 0.25
/** A health check gives up then. */
const GIVE_UP_MS = 2000
const FROM_ROLL_OUT_MS = 2 * MINUTE_MS

/** Requests through two of the proxies that the agent makes spin, seen from three places. */
export const monitoringProbeLatencies: PlanLatencies = ({ nodes, truth }) => {
  const isSlow = (atMs: number): boolean =>
    truth.spans.some(({ fromMs, toMs }) => atMs >= fromMs + FROM_ROLL_OUT_MS && atMs < toMs)
  const affected = new Set(truth.bursts.map(({ node }) => node))
  const spinning = nodes.filter(({ index }) => affected.has(index)).slice(0, PROXIES)
  const proxies = spinning.length > 0 ? spinning : nodes.filter(({ role }) => role === 'proxy').slice(0, 1)
  return proxies.flatMap(({ name, cluster }) =>
    VANTAGES.map(({ vantage, medianMs, p99Ms, count }): LatencySeries => ({
      cluster,
      service: 'proxy',
      operation: 'request',
      vantage,
      node: name,
      countAt: () => count,
      observe: (atMs, random) => {
        if (!isSlow(atMs) || random.isTrue(UNTOUCHED_SHARE))
          return { lengthMs: logNormal(random, medianMs, p99Ms), isError: false }
        const lengthMs = medianMs + logNormal(random, SLOW_MEDIAN_MS, SLOW_P99_MS)
        return { lengthMs, isError: vantage === 'health-check' && lengthMs > GIVE_UP_MS }
      },
    })),
  )
}
