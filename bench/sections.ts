import { MINUTE_MS } from '@/lib/core/times'
import { backlogTable } from './ingest/backlog-table'
import { backlogCases } from './ingest/cases'
import { liveTable } from './ingest/live-table'
import { runBacklog } from './ingest/run-backlog'
import { runLive } from './ingest/run-live'
import type { ValueKind } from './load/fleet'
import { runLatency } from './latency/run-latency'
import type { BenchOptions, Section } from './options'
import { planData } from './queries/data-plan'
import { growthTable, queriesTable } from './queries/queries-tables'
import { askPeer, askUsescope } from './queries/run-queries'
import { say } from './report/say'
import type { Table } from './report/table'
import { runStorage } from './storage/run-storage'
import { storageTable } from './storage/storage-table'
import type { FoundTargets } from './targets/find-targets'

interface Sizes {
  storageNodes: number
  storedKinds: readonly ValueKind[]
  queryNodes: number
  queryDays: number
  /** How often the peers hold the folded metric. */
  historyStepMs: number
  growth: readonly number[]
}

const FULL: Sizes = {
  storageNodes: 100,
  storedKinds: ['decimal', 'arbitrary'],
  queryNodes: 300,
  queryDays: 28,
  historyStepMs: MINUTE_MS,
  growth: [30, 300, 3000],
}
const QUICK: Sizes = {
  storageNodes: 30,
  storedKinds: ['decimal'],
  queryNodes: 100,
  queryDays: 9,
  historyStepMs: 5 * MINUTE_MS,
  growth: [30, 100],
}

const LIVE_NODES = [300, 3000]

type Run = (found: FoundTargets, options: BenchOptions, sizes: Sizes) => Promise<Table>

const RUNS: Record<Section, Run> = {
  ingest: async ({ all }, { isQuick, rounds }) =>
    backlogTable(await runBacklog(backlogCases(isQuick), all, rounds)),
  live: async ({ all }) => liveTable(await runLive(LIVE_NODES, all)),
  storage: async ({ all }, _, { storageNodes, storedKinds }) =>
    storageTable(await runStorage(storageNodes, storedKinds, all)),
  queries: async ({ usescope, peers }, { isQuick, rounds }, { queryNodes, queryDays, historyStepMs }) => {
    const plan = planData(queryNodes, queryDays, !isQuick, Date.now())
    const own = usescope && (await askUsescope(usescope, plan, rounds))
    const asked = []
    for (const peer of peers) asked.push({ name: peer.name, costs: await askPeer(peer, plan, historyStepMs) })
    return queriesTable(plan, own, asked)
  },
  growth: async ({ usescope }, { rounds }, { growth, queryDays }) => {
    const fleets = []
    for (const nodes of usescope ? growth : []) {
      say(`growth: ${nodes} nodes`)
      const plan = planData(nodes, queryDays, false, Date.now())
      if (usescope) fleets.push({ nodes, own: await askUsescope(usescope, plan, rounds) })
    }
    return growthTable(fleets)
  },
  latency: (found, _, { queryNodes }) => runLatency(found, queryNodes),
}

export const runSection = (section: Section, found: FoundTargets, options: BenchOptions): Promise<Table> =>
  RUNS[section](found, options, options.isQuick ? QUICK : FULL)
