import { backlogCases } from './ingest/cases'
import { backlogTable } from './ingest/backlog-table'
import { liveTable } from './ingest/live-table'
import { runBacklog } from './ingest/run-backlog'
import { runLive } from './ingest/run-live'
import type { BenchOptions } from './options'
import { say } from './report/say'
import { renderTable, type Table } from './report/table'
import { runStorage } from './storage/run-storage'
import { storageTable } from './storage/storage-table'
import { findPrometheus } from './targets/prometheus'
import type { Target } from './targets/target'
import { usescopeIn } from './targets/usescope'
import { findVictoriaMetrics } from './targets/victoria-metrics'

const LIVE_NODES = [300, 3000]

export { parseOptions, USAGE } from './options'
export { stopAllTargets } from './targets/with-running'

/** Measures what was asked for and prints each table as soon as it is complete. */
export async function runBench(options: BenchOptions, appFolder: string): Promise<void> {
  const targets = findTargets(options, appFolder)
  const tables: Table[] = []
  const add = (table: Table) => {
    tables.push(table)
    say(`\n${renderTable(table)}\n`)
  }
  if (options.sections.includes('ingest'))
    add(backlogTable(await runBacklog(backlogCases(options.isQuick), targets, options.rounds)))
  if (options.sections.includes('live')) add(liveTable(await runLive(LIVE_NODES, targets)))
  if (options.sections.includes('storage'))
    add(storageTable(await runStorage(options.isQuick ? 30 : 100, targets)))
}

function findTargets({ targets, profileFolder }: BenchOptions, appFolder: string): Target[] {
  const nodeArgs = profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]
  const find = {
    usescope: () => usescopeIn(appFolder, nodeArgs),
    prometheus: findPrometheus,
    'victoria-metrics': findVictoriaMetrics,
  }
  return targets.flatMap((name) => {
    const target = find[name]()
    say(target === null ? `${name}: skipped, it is not installed here` : `${name} ${target.version}`)
    return target === null ? [] : [target]
  })
}
