import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { toFailure } from '../analysis/failures'
import type { AnalysisOrder, AnalysisReport, AnalysisSettings } from '../analysis/messages'
import { openReadStore } from '../store/open-pool'
import { giveWay } from '../telemetry/give-way'
import { timedSync, withStopwatch } from '../telemetry/timing'
import { ANALYSES, type AnalysisJob } from './analyses'

/** The thread works on one task at a time; the second connection is for the next while a cancelled one closes. */
const POOL_SIZE = 2
/** An analysis reads more at once than a page may wait for. */
const QUERY_TIMEOUT_MS = 30_000

/** For the days of one metric of some hundred nodes, and what else the next question about them needs. */
const CACHE_BYTES = 32 * 1024 * 1024

/** Holds because `AnalysisThread` starts the thread with it. */
const settings = workerData as AnalysisSettings

giveWay()
const cancelled = new Int32Array(settings.cancelled)
const store = openReadStore({
  databaseUrl: settings.databaseUrl,
  poolSize: POOL_SIZE,
  queryTimeoutMs: Math.max(QUERY_TIMEOUT_MS, settings.queryTimeoutMs),
  readCacheBytes: CACHE_BYTES,
  endsWithConnection: true,
})
const running = new Map<number, AbortController>()

type RunOrder = Extract<AnalysisOrder, { kind: 'run' }>

async function run({ id, name, params, nowMs }: RunOrder): Promise<void> {
  const controller = new AbortController()
  running.set(id, controller)
  const checkpoint = () => {
    if (Atomics.load(cancelled, 0) === id) throw new Error('nobody waits for this analysis any more')
  }
  try {
    const analysis = ANALYSES.get(name)
    if (analysis === undefined) throw new Error(`there is no analysis ${name}`)
    const result = await measured({ store, params, nowMs, checkpoint, signal: controller.signal }, analysis)
    report({ id, result }, [result.json.buffer])
  } catch (error) {
    report({ id, result: toFailure(error) }, [])
  } finally {
    running.delete(id)
  }
}

const measured = (job: AnalysisJob, analysis: (job: AnalysisJob) => Promise<unknown>) =>
  withStopwatch(async (stopwatch) => {
    const answer = await analysis(job)
    const json = timedSync('serialize', () => new TextEncoder().encode(JSON.stringify(answer)))
    return { json, spentMs: stopwatch.spent() }
  })

const report = (message: AnalysisReport, transferred: ArrayBuffer[]): void =>
  parentPort?.postMessage(message, transferred)

const order = z.object({ kind: z.enum(['run', 'cancel']), id: z.number() })

parentPort?.on('message', (message: AnalysisOrder) => {
  order.parse(message)
  if (message.kind === 'run') void run(message)
  else running.get(message.id)?.abort()
})
