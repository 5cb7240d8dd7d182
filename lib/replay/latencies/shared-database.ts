import { dayOf, MINUTE_MS } from '../../core/times'
import { logNormal, type LatencySeries, type Observation, type PlanLatencies } from './latency-series'
import type { Random } from '../random'

const OPERATIONS = [
  { operation: 'Reserve', medianMs: 40, p99Ms: 2000, share: 0.7 },
  { operation: 'Commit', medianMs: 55, p99Ms: 1500, share: 0.5 },
  { operation: 'Lookup', medianMs: 8, p99Ms: 120, share: 0.05 },
] as const
type Operation = (typeof OPERATIONS)[number]

const CALLERS = 2
const USUAL_COUNT = 40
/** Callers give up then, and ask again. */
const TIMEOUT_MS = 30_000
const RETRIES = 2.2
/** The callers' own morning, while the batch still runs. */
const WORST_FROM_MINUTE = 240
const WORST_MINUTES = 40

type Phase = 'usual' | 'slow' | 'worst'

const observe = ({ medianMs, p99Ms, share }: Operation, phase: Phase, random: Random): Observation => {
  if (phase === 'usual') return { lengthMs: logNormal(random, medianMs, p99Ms), isError: false }
  if (phase === 'slow') return { lengthMs: logNormal(random, 2.5 * medianMs, 2 * p99Ms), isError: false }
  // What is locked waits for the time-out, or for somebody who waits for it.
  if (random.isTrue(share)) return { lengthMs: TIMEOUT_MS + 4000 * random.uniform() ** 2, isError: true }
  return { lengthMs: logNormal(random, 12 * medianMs, 6 * p99Ms), isError: random.isTrue(0.05) }
}

/** An allocation service waits for the writer that the batch loads: slow at first, and from 04:00 on hardly at all. */
export const sharedDatabaseLatencies: PlanLatencies = ({ nodes, truth }) => {
  const phaseAt = (atMs: number): Phase => {
    if (!truth.spans.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)) return 'usual'
    const minute = (atMs - dayOf(atMs)) / MINUTE_MS
    if (minute >= WORST_FROM_MINUTE && minute < WORST_FROM_MINUTE + WORST_MINUTES) return 'worst'
    return minute < WORST_FROM_MINUTE ? 'slow' : 'usual'
  }
  const callers = nodes.filter(({ role, index }) => role === 'web' && index % 2 === 0).slice(0, CALLERS)
  return callers.flatMap(({ name, cluster }) =>
    OPERATIONS.map((one): LatencySeries => ({
      cluster,
      service: 'allocation',
      operation: one.operation,
      vantage: '',
      node: name,
      countAt: (atMs) => USUAL_COUNT * (phaseAt(atMs) === 'worst' ? RETRIES : 1),
      observe: (atMs, random) => observe(one, phaseAt(atMs), random),
    })),
  )
}
