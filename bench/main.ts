import { readFileSync, writeFileSync } from 'node:fs'
import type { BenchOptions } from './options'
import { describeMachine } from './report/machine'
import { say } from './report/say'
import { renderTable } from './report/table'
import { replaceMeasured } from './report/write-page'
import { runSection } from './sections'
import { findTargets, type FoundTargets } from './targets/find-targets'

const MINUTE_MS = 60_000

export { parseOptions, USAGE } from './options'
export { stopAllTargets } from './targets/with-running'

/** Measures what was asked for, and prints and writes each table as soon as it is complete. */
export async function runBench(options: BenchOptions, { appFolder, page }: Places): Promise<void> {
  const found = findTargets(options, appFolder)
  for (const section of options.sections) {
    const startedMs = Date.now()
    const table = renderTable(await runSection(section, found, options))
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
