import { describeFailure } from './advice.mjs'
import { ensureBuilt, ensureGenerated } from './build.mjs'
import { checkBundleSize } from './bundle-size.mjs'
import { checkLanes } from './checks.mjs'
import { installCommand, installMissing, missingPrograms } from './debian-packages.mjs'
import { installGitHooks } from './git-hooks.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { freePort } from './processes.mjs'
import { say, secondsSince } from './steps.mjs'
import { openReport } from './test-report.mjs'
import { runBrowser, runVitest } from './test-runs.mjs'

const SENDERS = ['prometheus', 'prometheus-node-exporter', 'vmagent']

async function main() {
  checkNode()
  installGitHooks()
  const startMs = Date.now()
  const report = openReport()
  say('usescope tests')
  await report.prepare('install packages', () => ensureInstalled())
  await report.prepare('install programs to test with', installMissing)
  await report.prepare('generate database client', () => ensureGenerated())
  await report.prepare('build', () => ensureBuilt())
  await report.check('size of the home page', checkBundleSize)
  await report.checkBeside([
    ...checkLanes(() => runVitest('unit')),
    withPrograms(report, 'tests with real senders', SENDERS, () => runVitest('senders')),
  ])
  await report.check('integration tests', () => runVitest('integration'))
  await report.checkBeside([withPrograms(report, 'system tests', SENDERS, () => runVitest('system'))])
  await report.checkBeside([withPrograms(report, 'browser tests', ['chromium'], browserTests)])
  say(`  all of it ${secondsSince(startMs)} s`)
  return report.close({ skipIsFailure: process.env.CI === 'true' })
}

/** A lane of one check, or of none where a program that it needs is absent. */
function withPrograms(report, title, programs, work) {
  const missing = missingPrograms().filter((program) => programs.includes(program))
  if (missing.length === 0) return [{ title, work }]
  report.skip(title, `because ${missing.join(', ')} is not here. Add it: ${installCommand(missing)}`)
  return []
}

const browserTests = async () => runBrowser({ E2E_PORT: String(await freePort()) })

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  process.stderr.write(`\n${describeFailure(error)}\n`)
  say('\n0 passed, 1 failed')
  process.exitCode = 1
}
