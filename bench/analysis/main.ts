import { readFileSync, writeFileSync } from 'node:fs'
import { describeMachine } from '../report/machine'
import { say } from '../report/say'
import { renderTable } from '../report/table'
import { replaceMeasured } from '../report/write-page'
import { parseAnalysisOptions, USAGE } from './options'
import { findDataFolder } from './real/find-data-folder'
import { SECTIONS } from './sections'

interface Places {
  root: string
  /** Where the written results lie. */
  page: string
}

/** Runs each section, prints its table, and writes it where that was asked for. */
export async function runAnalysisBench(args: readonly string[], { root, page }: Places): Promise<void> {
  const options = parseAnalysisOptions(args, findDataFolder(root))
  if (options === null) return say(USAGE)
  const unknown = options.only?.find((name) => !SECTIONS.some((section) => section.name === name))
  if (unknown !== undefined)
    throw new Error(`"${unknown}" is none of ${SECTIONS.map(({ name }) => name).join(', ')}`)
  for (const { name, run } of SECTIONS) {
    if (options.only !== null && !options.only.includes(name)) continue
    const tables = await run(options)
    if (tables === null) {
      say(`${name}: left out, the real data is not there (USESCOPE_SHARED_DATA)`)
      continue
    }
    const text = tables.map(renderTable).join('\n\n')
    say(`\n${text}\n`)
    const origin = `Measured on ${new Date().toISOString().slice(0, 10)}${options.isQuick ? ', quick' : ''}. ${describeMachine()}.`
    if (options.isWritten)
      writeFileSync(page, replaceMeasured(readFileSync(page, 'utf8'), name, `${text}\n\n${origin}`))
  }
}
