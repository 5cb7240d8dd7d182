import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { inRoot } from './root.mjs'
import { runAnyway } from './run.mjs'

const VITEST = 'node_modules/vitest/vitest.mjs'
const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js'

const NOTHING = { passed: 0, failed: 0, skipped: 0 }

/** One project of vitest.config.ts: unit, integration or system. */
export async function runVitest(project) {
  const report = freshReport(`${project}.json`)
  const args = [inRoot(VITEST), 'run', '--project', project, '--reporter=dot', '--reporter=json']
  const { code, output } = await runAnyway(process.execPath, [...args, `--outputFile.json=${report}`])
  const counts = existsSync(report) ? countVitest(readJson(report)) : NOTHING
  return judge(code, output, counts)
}

export async function runBrowser(env) {
  const report = freshReport('browser.json')
  const { code, output } = await runAnyway(process.execPath, [inRoot(PLAYWRIGHT), 'test'], { env })
  const counts = existsSync(report) ? countPlaywright(readJson(report)) : NOTHING
  return judge(code, output, counts)
}

function countVitest(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function countPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/** A run that failed without a failed test (a broken file, no test at all) counts as one failure. */
function judge(code, output, counts) {
  const ran = counts.passed + counts.failed + counts.skipped > 0
  const isGood = code === 0 && ran && counts.failed === 0
  return { isGood, output, ...counts, failed: isGood ? 0 : Math.max(1, counts.failed) }
}

function freshReport(name) {
  mkdirSync(inRoot('test-results'), { recursive: true })
  const report = inRoot('test-results', name)
  rmSync(report, { force: true })
  return report
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))
