import { readFileSync, writeFileSync } from 'node:fs'
import { backlogTable } from './ingest/backlog-table'
import { backlogCases } from './ingest/cases'
import { liveTable } from './ingest/live-table'
import { runBacklog } from './ingest/run-backlog'
import { runLive } from './ingest/run-live'
import type { BenchOptions, Section } from './options'
import { growthTable, queriesTable } from './queries/queries-tables'
import { planData } from './queries/data-plan'
import { askPeer, askUsescope } from './queries/run-queries'
import { describeMachine } from './report/machine'
import { say } from './report/say'
import { renderTable, type Table } from './report/table'
import { replaceMeasured } from './report/write-page'
import { runStorage } from './storage/run-storage'
import { storageTable } from './storage/storage-table'
import { findTargets, type FoundTargets } from './targets/find-targets'

export { parseOptions, USAGE } from './options'
export { stopAllTargets } from './targets/with-running'

const MINUTE_MS = 60_000

interface Sizes {
  storageNodes: number
  queryNodes: number
  queryDays: number
  /** How often the peers hold the folded metric. */
  historyStepMs: number
  growth: readonly number[]
}

const FULL: Sizes = {
  storageNodes: 100,
  queryNodes: 300,
  queryDays: 28,
  historyStepMs: MINUTE_MS,
  growth: [30, 300, 3000],
}
const QUICK: Sizes = {
  storageNodes: 30,
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
  storage: async ({ all }, _, { storageNodes }) => storageTable(await runStorage(storageNodes, all)),
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
}

/** Measures what was asked for, and prints and writes each table as soon as it is complete. */
export async function runBench(options: BenchOptions, { appFolder, page }: Places): Promise<void> {
  const found = findTargets(options, appFolder)
  for (const section of options.sections) {
    const startedMs = Date.now()
    const table = renderTable(await RUNS[section](found, options, options.isQuick ? QUICK : FULL))
    say(`\n${table}\n`)
    const measured = `${table}\n\n${originOf(found, options, startedMs)}`
    if (options.isWritten) writeFileSync(page, replaceMeasured(readFileSync(page, 'utf8'), section, measured))
  }
}

interface Places {
  appFolder: string
  /** Where the written results lie. */
  page: string
}

function originOf({ all }: FoundTargets, { isQuick, rounds }: BenchOptions, startedMs: number): string {
  const versions = all.map(({ name, version }) => `${name} ${version}`).join(', ')
  const minutes = Math.ceil((Date.now() - startedMs) / MINUTE_MS)
  const size = isQuick ? 'quick, ' : ''
  return `Measured on ${new Date(startedMs).toISOString().slice(0, 16).replace('T', ' ')} UTC (${size}rounds: ${rounds}; ${minutes} min): ${versions}. ${describeMachine()}.`
}
