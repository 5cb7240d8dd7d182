import type { HttpAnswer } from '@/lib/http/send'
import { getRollFigures, type RollFigures } from '@/lib/queries/get-roll-figures'
import type { Store } from '@/lib/store/db'
import { logger } from '@/lib/telemetry/logger'
import {
  METRICS_CONTENT_TYPE,
  metrics,
  renderMetrics,
  setOrRemove,
  type MetricsPart,
} from '@/lib/telemetry/metrics'
import type { Duties, Role } from './duties'
import type { Need } from './needs'

const JSON_HEADERS = { 'content-type': 'application/json' }

/** The process answers. */
export const answerHealth = (): HttpAnswer => ({
  status: 200,
  headers: JSON_HEADERS,
  body: JSON.stringify({ status: 'ok' }),
})

/** What the role needs is there too; what is missing is thrown as 503. */
export async function answerReady(role: Role, needs: readonly Need[]): Promise<HttpAnswer> {
  for (const { check } of needs) await check()
  const body = { status: 'ready', role, needs: needs.map(({ what }) => what) }
  return { status: 200, headers: JSON_HEADERS, body: JSON.stringify(body) }
}

/** About this process as Prometheus text, and about the rolling if that is its work. */
export async function answerMetrics(store: Store, duties: Duties): Promise<HttpAnswer> {
  metrics.poolTotal.set(store.pool.totalCount)
  metrics.poolIdle.set(store.pool.idleCount)
  metrics.poolWaiting.set(store.pool.waitingCount)
  if (duties.roll) showRollFigures(await rollFigures(store))
  const body = await renderMetrics(partsOf(duties))
  return { status: 200, headers: { 'content-type': METRICS_CONTENT_TYPE }, body }
}

const partsOf = ({ ingest, pages, roll }: Duties): MetricsPart[] => [
  'process',
  ...(ingest ? (['ingest'] as const) : []),
  ...(roll ? (['roll'] as const) : []),
  ...(pages ? (['questions'] as const) : []),
]

/** The other figures are wanted above all when the database is away. */
async function rollFigures(store: Store): Promise<RollFigures | null> {
  try {
    return await getRollFigures(store, Date.now())
  } catch (error) {
    logger.debug({ err: error }, 'the metrics lack how far the rolling is')
    return null
  }
}

function showRollFigures(figures: RollFigures | null): void {
  setOrRemove(metrics.rollLagSeconds, figures?.lagSeconds ?? null)
  setOrRemove(metrics.rollCatchUpRemaining, figures?.entriesRemaining ?? null)
}
