import path from 'node:path'
import { AdvisedError, advise, describeFailure } from './advice.mjs'
import { ensureGenerated, ensurePagesBuilt, ensureProgramsBuilt } from './build.mjs'
import { openDatabase } from './database.mjs'
import { inTurn, takeFolder } from './folder-lock.mjs'
import { installGitHooks } from './git-hooks.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { openLifetime } from './lifetime.mjs'
import { migrate } from './migrate.mjs'
import { portProblem } from './processes.mjs'
import { ROOT, inRoot } from './root.mjs'
import { startCollector, startServer, untilReady, urlOf } from './server-process.mjs'
import { readSettings } from './settings.mjs'
import { note, say, secondsSince, step } from './steps.mjs'

const USAGE = `npm start [-- --no-collector]
  --no-collector   do not collect samples of this machine
Settings are environment variables: docs/configuration.md`

const NO_COLLECTOR = '--no-collector'
const DEFAULT_PORT = 3000
const ALL = 'all'
const WITH_PAGES = [ALL, 'web']

async function start(options, lifetime) {
  checkNode()
  const dataDir = path.resolve(ROOT, process.env.USESCOPE_DATA_DIR || '.data')
  // A process with one role keeps nothing in the folder, so several may run from it.
  const folder = (process.env.USESCOPE_ROLE || ALL) === ALL ? takeFolder(dataDir) : null
  if (folder !== null && folder.holder !== null) return sayAlreadyRunning(folder.holder)
  if (folder !== null) lifetime.onEnd(folder.release)
  installGitHooks()
  await checkPort()

  const next = (title, work) => {
    lifetime.signal.throwIfAborted()
    return step(title, work)
  }
  say('usescope')
  const config = await inTurn(inRoot('.data', 'build'), lifetime.signal, () => prepare(next, lifetime))
  const server = await serve({ next, config, dataDir, lifetime })
  lifetime.signal.throwIfAborted()
  const url = urlOf(config)
  if (config.role === ALL && !options.has(NO_COLLECTOR)) startCollector({ url, dataDir, lifetime })
  folder?.announce(url)
  say(`\nusescope${config.role === ALL ? '' : ` (${config.role})`} is ready: ${url}\nStop it with Ctrl-C.`)
  server.showLog()
  await endOfWork(lifetime)
}

/** Makes what the role runs, and answers its settings. */
async function prepare(next, { signal }) {
  await next('install packages', () => ensureInstalled({ signal }))
  await next('generate database client', () => ensureGenerated({ signal }))
  await next('build programs', () => ensureProgramsBuilt())
  const config = await next('check settings', readSettings)
  if (WITH_PAGES.includes(config.role)) await next('build pages', () => ensurePagesBuilt({ signal }))
  return config
}

/** The server is there before the schema, so that senders hear 503 while the database is away. */
async function serve({ next, config, dataDir, lifetime }) {
  const { signal } = lifetime
  const database = await next('start database', () => openDatabase({ dataDir, lifetime }))
  const server = await next('start server', () =>
    startServer({ config, databaseUrl: database.url, lifetime }),
  )
  const isOwn = Boolean(process.env.DATABASE_URL)
  const waits = isOwn ? note : null
  await next('migrate database', () => migrate({ databaseUrl: database.url, signal, waits }))
  const patienceMs = isOwn ? Infinity : undefined
  await next('wait until it is ready', () => untilReady({ config, lifetime, patienceMs }))
  return server
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
  say(`\n${signal}: stopping what was started.`)
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
