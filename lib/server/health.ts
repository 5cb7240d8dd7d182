import type { HttpAnswer } from '@/lib/http/send'
import { checkReady } from '@/lib/store/ready'
import type { Store } from '@/lib/store/db'
import { METRICS_CONTENT_TYPE, metrics, renderMetrics } from '@/lib/telemetry/metrics'

const JSON_HEADERS = { 'content-type': 'application/json' }

/** The process answers. */
export const answerHealth = (): HttpAnswer => ({
  status: 200,
  headers: JSON_HEADERS,
  body: JSON.stringify({ status: 'ok' }),
})

/** The database answers too; what is missing is thrown as 503. */
export async function answerReady(store: Store): Promise<HttpAnswer> {
  await checkReady(store)
  return { status: 200, headers: JSON_HEADERS, body: JSON.stringify({ status: 'ready' }) }
}

/** About the app itself, as Prometheus text. */
export async function answerMetrics(store: Store): Promise<HttpAnswer> {
  metrics.poolTotal.set(store.pool.totalCount)
  metrics.poolIdle.set(store.pool.idleCount)
  metrics.poolWaiting.set(store.pool.waitingCount)
  return { status: 200, headers: { 'content-type': METRICS_CONTENT_TYPE }, body: await renderMetrics() }
}
