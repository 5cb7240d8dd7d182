import { fileURLToPath } from 'node:url'
import { openAnalyses } from '@/lib/analysis/analyses'
import { InvalidConfigError, loadConfig, type Config } from '@/lib/config/config'
import { openPages } from '@/lib/server/open-pages'
import { startServer, type StartedServer } from '@/lib/server/start-server'
import { superviseWorker } from '@/lib/server/supervise-worker'
import { getStore } from '@/lib/store/db'
import { logger } from '@/lib/telemetry/logger'
import { applyRollerMessage } from '@/lib/server/roller-message'

/** The built server lies in dist, beside its threads and under the root that holds the pages. */
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const ROLLER = new URL('./roller.mjs', import.meta.url)
const ANALYSIS = new URL('./analysis.mjs', import.meta.url)

async function start(config: Config): Promise<StartedServer> {
  const store = getStore(config)
  const analyses = openAnalyses(ANALYSIS, config)
  const pages = await openPages({ dir: ROOT, hostname: config.host, port: config.port })
  const roller = superviseWorker({
    name: 'roller',
    file: ROLLER,
    env: process.env,
    onMessage: applyRollerMessage,
  })
  return startServer({
    config,
    store,
    pages: pages.handle,
    others: [roller, analyses, { stop: pages.close }],
  })
}

function stopOnSignal(server: StartedServer): void {
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    logger.info({ signal }, 'stopping: commits under way are finished')
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** For whoever started this process: as a message where there is a channel, and as a line of JSON. */
function announce(server: StartedServer): void {
  const ready = { event: 'ready', url: server.url, pid: process.pid }
  process.send?.(ready)
  process.stdout.write(`${JSON.stringify(ready)}\n`)
}

function fail(error: unknown): void {
  if (error instanceof InvalidConfigError) process.stderr.write(`${error.message}\n`)
  else logger.fatal({ err: error }, 'the server cannot go on')
  process.exit(1)
}

async function main(): Promise<void> {
  const server = await start(loadConfig(process.env))
  stopOnSignal(server)
  announce(server)
}

main().catch(fail)
