import { latencyParams } from '@/lib/contract/latency'
import { readLatency } from '@/lib/queries/latency/get-latency'
import { closeStore, openStore, type Store } from '@/lib/store/db'
import { inSnapshot } from '@/lib/store/snapshot'
import { cpuSecondsOf } from '../measure/process-tree'
import type { Cost } from '../queries/run-queries'
import { say } from '../report/say'
import type { UsescopeTarget } from '../targets/usescope'
import { withRunning } from '../targets/with-running'
import { fillLatencies } from './fill-latencies'
import { makeHistograms, type LatencyPlan } from './latency-load'

const WARMING = 10
const REPEATS = 30
const QUERY_TIMEOUT_MS = 600_000

/** What is asked of both kinds of buckets: all nodes, which were merged already, and some, which are merged while it is asked. */
const OWN_QUESTIONS = [
  { name: 'exponential, all nodes', service: 'exponential', filter: '' },
  { name: 'exponential, half of the nodes', service: 'exponential', filter: 'role="web"' },
  { name: 'exponential, all nodes but one', service: 'exponential', filter: 'role=~"web|db"' },
  { name: 'classic, all nodes', service: 'classic', filter: '' },
  { name: 'classic, half of the nodes', service: 'classic', filter: 'role="web"' },
  { name: 'classic, all nodes but one', service: 'classic', filter: 'role=~"web|db"' },
] as const
type OwnQuestion = (typeof OWN_QUESTIONS)[number]

type OwnLatencyCosts = Readonly<Record<string, Cost>>

/** The server ends before, so that nobody but this process and Postgres works. */
export const askOwnLatencies = (target: UsescopeTarget, plan: LatencyPlan): Promise<OwnLatencyCosts> =>
  withRunning(target, async (running) => {
    await running.stopServer()
    const store = openStore({
      databaseUrl: running.databaseUrl,
      poolSize: 4,
      queryTimeoutMs: QUERY_TIMEOUT_MS,
    })
    try {
      const histograms = makeHistograms()
      for (const kind of ['exponential', 'classic'] as const) {
        say(`latency: filling usescope, ${kind} buckets`)
        await fillLatencies(store, plan, kind, histograms[kind])
      }
      await store.pool.query('VACUUM ANALYZE')
      const processes = { asking: process.pid, postgres: running.processes.postgres }
      const costs: Record<string, Cost> = {}
      for (const question of OWN_QUESTIONS)
        costs[question.name] = await askQuestion(store, plan, question, processes)
      return costs
    } finally {
      await closeStore(store)
    }
  })

const askQuestion = async (
  store: Store,
  { fromMs, toMs }: LatencyPlan,
  { service, filter }: OwnQuestion,
  processes: Readonly<Record<string, number>>,
): Promise<Cost> => {
  const params = latencyParams.parse({ from: String(fromMs), to: String(toMs), service, filter })
  const ask = async () => {
    const startedMs = performance.now()
    const answer = await inSnapshot(store, (snapshot) => readLatency(snapshot, params, toMs))
    if (answer.panels[0]?.total === null) throw new Error('the answer is empty')
    return performance.now() - startedMs
  }
  for (let round = 0; round < WARMING; round += 1) await ask()
  const before = cpuSecondsOf(processes)
  const tookMs: number[] = []
  for (let round = 0; round < REPEATS; round += 1) tookMs.push(await ask())
  return { tookMs, cpuMs: [((cpuSecondsOf(processes) - before) * 1000) / REPEATS] }
}
