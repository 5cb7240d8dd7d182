import { backlogCases } from './ingest/cases'
import { backlogTable } from './ingest/backlog-table'
import { runBacklog } from './ingest/run-backlog'
import type { BenchOptions } from './options'
import { say } from './report/say'
import { renderTable, type Table } from './report/table'
import { findPrometheus } from './targets/prometheus'
import type { Target } from './targets/target'
import { usescopeIn } from './targets/usescope'
import { findVictoriaMetrics } from './targets/victoria-metrics'

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
