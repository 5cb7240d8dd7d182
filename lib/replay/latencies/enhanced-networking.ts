import { MINUTE_MS } from '../../core/times'
import type { Random } from '../random'
import { logNormal, type LatencySeries, type Observation, type PlanLatencies } from './latency-series'

const FAILING = 3
const HEALTHY = 1
const PROBES_A_MINUTE = 20
/** A first packet that is lost is sent again after a second, and then after two more and four more. */
const RETRANSMITTED_MS = [1000, 3000, 7000] as const
const TROUBLE_MS = 4 * MINUTE_MS

const connect = (random: Random, lostShare: number): Observation => {
  const roundTripMs = logNormal(random, 0.35, 1.4)
  let retries = 0
  while (retries < RETRANSMITTED_MS.length && random.isTrue(lostShare)) retries += 1
  return {
    lengthMs: (RETRANSMITTED_MS[retries - 1] ?? 0) + roundTripMs,
    isError: retries === RETRANSMITTED_MS.length,
  }
}

/** TCP connects to some nodes that fail and to one that does not, as a probe sees them. */
export const enhancedNetworkingLatencies: PlanLatencies = ({ nodes, truth }) => {
  const lostShareAt = (node: number, atMs: number): number => {
    const own = truth.outages.filter((outage) => outage.node === node)
    if (own.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)) return 0.97
    return own.some(({ fromMs }) => atMs >= fromMs - TROUBLE_MS && atMs < fromMs) ? 0.4 : 0.0005
  }
  const failing = new Set(truth.outages.map(({ node }) => node))
  const targets = [
    ...nodes.filter(({ index }) => failing.has(index)).slice(0, FAILING),
    ...nodes.filter(({ index }) => !failing.has(index)).slice(0, HEALTHY),
  ]
  return targets.map(({ name, cluster, index }): LatencySeries => ({
    cluster,
    service: 'network',
    operation: 'tcp connect',
    vantage: 'nping',
    node: name,
    countAt: () => PROBES_A_MINUTE,
    observe: (atMs, random) => connect(random, lostShareAt(index, atMs)),
  }))
}
