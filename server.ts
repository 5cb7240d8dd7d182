import { fileURLToPath } from 'node:url'
import { openAnalyses } from '@/lib/analysis/analyses'
import { openDemo } from '@/lib/commands/demo-program'
import { InvalidConfigError, loadConfig, type Config } from '@/lib/config/config'
import { toAccessPolicy } from '@/lib/http/check-request'
import { dutiesOf } from '@/lib/server/duties'
import { keepRecurrencesFresh } from '@/lib/server/keep-recurrences-fresh'
import { openPages, type Pages } from '@/lib/server/open-pages'
import { readMigrationNames } from '@/lib/server/read-migration-names'
import { startServer, type StartedServer } from '@/lib/server/start-server'
import { superviseWorker } from '@/lib/server/supervise-worker'
import { getStore } from '@/lib/store/db'
import { logger } from '@/lib/telemetry/logger'

/** The built server lies in dist, beside its threads and under the root that holds the pages. */
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const ROLLER = new URL('./roller.mjs', import.meta.url)
const ANALYSIS = new URL('./analysis.mjs', import.meta.url)
const DEMO = fileURLToPath(new URL('./demo.mjs', import.meta.url))

async function start(config: Config): Promise<StartedServer> {
  const duties = dutiesOf(config.role)
  const startRoller = (onMessage: (message: unknown) => void) =>
    superviseWorker({ name: 'roller', file: ROLLER, env: process.env, onMessage })
  return startServer({
    config,
    store: getStore(config),
    migrations: readMigrationNames(ROOT),
    pages: duties.pages ? openPagesAndAnalyses(config) : null,
    startRoller: duties.roll ? startRoller : null,
  })
}

/** A made-up fleet comes like any other: from this machine, to this server. */
function openDemoOf(config: Config, { url }: StartedServer): { stop: () => void } | null {
  const { listensOnLoopback, requireTokenOnLoopback } = toAccessPolicy(config)
  const mayOffer = config.demo && config.role === 'all' && listensOnLoopback && !requireTokenOnLoopback
  return mayOffer ? openDemo({ file: DEMO, url, databaseUrl: config.databaseUrl }) : null
}

function openPagesAndAnalyses(config: Config): Pages {
  const analyses = openAnalyses(ANALYSIS, config)
  const pages = openPages({ dir: ROOT, hostname: config.host, port: config.port })
  const recurrences = keepRecurrencesFresh(readMigrationNames(ROOT))
  return {
    handle: pages.handle,
    load: () => pages.load().catch(fail),
    async close() {
      recurrences.stop()
      await Promise.all([pages.close(), analyses.stop()])
    },
  }
}

function stopOnSignal(server: StartedServer, demo: { stop: () => void } | null): void {
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    logger.info({ signal }, 'stopping: commits under way are finished')
    demo?.stop()
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** For whoever started this process: as a message where there is a channel, and as a line of JSON. */
function announce(server: StartedServer, { role }: Config): void {
  const ready = { event: 'ready', role, url: server.url, pid: process.pid }
  process.send?.(ready)
  process.stdout.write(`${JSON.stringify(ready)}\n`)
}

function fail(error: unknown): void {
  if (error instanceof InvalidConfigError) process.stderr.write(`${error.message}\n`)
  else logger.fatal({ err: error }, 'the server cannot go on')
  process.exit(1)
}

async function main(): Promise<void> {
  const config = loadConfig(process.env)
  const server = await start(config)
  const demo = openDemoOf(config, server)
  stopOnSignal(server, demo)
  announce(server, config)
}

main().catch(fail)
