import path from 'node:path'
import { AdvisedError, advise, describeFailure } from './advice.mjs'
import { ensureBuilt, ensureGenerated, migrate } from './build.mjs'
import { openDatabase } from './database.mjs'
import { takeFolder } from './folder-lock.mjs'
import { installGitHooks } from './git-hooks.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { openLifetime } from './lifetime.mjs'
import { portProblem } from './processes.mjs'
import { ROOT } from './root.mjs'
import { startCollector, startServer, urlOf } from './server-process.mjs'
import { readSettings } from './settings.mjs'
import { say, secondsSince, step } from './steps.mjs'

const USAGE = `npm start [-- --no-collector]
  --no-collector   do not collect samples of this machine
Settings are environment variables: docs/configuration.md`

const NO_COLLECTOR = '--no-collector'
const DEFAULT_PORT = 3000

async function start(options, lifetime) {
  checkNode()
  const dataDir = path.resolve(ROOT, process.env.USESCOPE_DATA_DIR || '.data')
  const folder = takeFolder(dataDir)
  if (folder.holder !== null) return sayAlreadyRunning(folder.holder)
  lifetime.onEnd(folder.release)
  installGitHooks()
  await checkPort()

  const { signal } = lifetime
  const next = (title, work) => {
    signal.throwIfAborted()
    return step(title, work)
  }
  say('usescope')
  await next('install packages', () => ensureInstalled({ signal }))
  await next('generate database client', () => ensureGenerated({ signal }))
  await next('build', () => ensureBuilt({ signal }))
  const config = await next('check settings', readSettings)
  const database = await next('start database', () => openDatabase({ dataDir, lifetime }))
  await next('migrate database', () => migrate({ databaseUrl: database.url, signal }))
  const server = await next('start server', () =>
    startServer({ config, databaseUrl: database.url, lifetime }),
  )
  signal.throwIfAborted()
  const url = urlOf(config)
  if (!options.has(NO_COLLECTOR)) startCollector({ url, dataDir, lifetime })
  folder.announce(url)
  say(`\nusescope is ready: ${url}\nStop it with Ctrl-C.`)
  server.showLog()
  await endOfWork(lifetime)
}

function sayAlreadyRunning({ pid, url }) {
  const where = url === undefined ? 'and is still starting' : `at ${url}`
  say(`usescope is already running in this folder ${where}. To stop it: kill ${pid}`)
}

async function checkPort() {
  const port = Number(process.env.PORT || DEFAULT_PORT)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return
  const problem = await portProblem(port, process.env.HOST || '127.0.0.1')
  if (problem === 'EADDRINUSE') {
    throw advise(`Port ${port} is used by another program.`, `Choose another one: PORT=${port + 1} npm start`)
  }
  if (problem === 'EACCES') {
    throw advise(`Port ${port} is reserved for root.`, 'Choose one above 1023: PORT=3000 npm start')
  }
  if (problem !== null) {
    throw advise(
      `This machine cannot listen on ${process.env.HOST} (${problem}).`,
      'Set HOST to an address of this machine, or leave it out for 127.0.0.1.',
    )
  }
}

/** Something that ran ended by itself; any other failure while stopping is a consequence of the stop. */
class EndOfWork extends AdvisedError {}

async function endOfWork(lifetime) {
  const { signal, problem } = await lifetime.ended
  if (problem !== undefined)
    throw new EndOfWork(problem, 'Its last words are above. Run `npm start` to begin again.')
  say(`\n${signal}: stopping the collector, the server and the database.`)
}

async function main() {
  const options = new Set(process.argv.slice(2))
  const unknown = [...options].filter((option) => option !== NO_COLLECTOR)
  if (unknown.length > 0) {
    say(USAGE)
    process.exitCode = unknown.every((option) => option === '--help') ? 0 : 2
    return
  }
  const lifetime = openLifetime()
  try {
    await start(options, lifetime)
  } catch (error) {
    if (error instanceof EndOfWork || !lifetime.isEnding) {
      process.exitCode = 1
      process.stderr.write(`\n${describeFailure(error)}\n`)
    }
  }
  const stopMs = Date.now()
  await lifetime.close()
  if (lifetime.isEnding) say(`Stopped in ${secondsSince(stopMs)} s.`)
  process.exit()
}

await main()
