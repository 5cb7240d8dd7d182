import type { Config } from '@/lib/config/config'
import { authorizeWrite } from '@/lib/http/authorize-write'
import { toAccessPolicy } from '@/lib/http/check-request'
import { createIngest, type Ingest } from '@/lib/ingest/create-ingest'
import { storeAuthenticator } from '@/lib/ingest/store-authenticator'
import { closeStore, type Store } from '@/lib/store/db'
import { dutiesOf } from './duties'
import { databaseNeed, needsOf } from './needs'
import type { Pages } from './open-pages'
import { createRollerWatch } from './roller-watch'
import { createRouter, healthRoutes, ingestRoutes } from './route-table'
import { serve, type Serving } from './serve'
import { openStartGate, type StartGate } from './start-gate'

type ServerConfig = Omit<Config, 'databaseUrl'>

export interface StartedServer {
  url: string
  /** Stops accepting, finishes the commits under way, then closes the pools. */
  stop(): Promise<void>
}

interface Stoppable {
  stop(): Promise<void>
}

type StartRoller = (onMessage: (message: unknown) => void) => Stoppable

export interface StartOptions {
  config: ServerConfig
  store: Store
  /** The schema that this version needs. */
  migrations: readonly string[]
  /** Null where no pages are served. */
  pages: Pages | null
  /** Null where nothing is rolled. */
  startRoller: StartRoller | null
}

/** Composes what the role does on one port. It listens at once, and works as soon as the database is there. */
export async function startServer(options: StartOptions): Promise<StartedServer> {
  const { config, store, pages, startRoller } = options
  const policy = toAccessPolicy(config)
  const database = databaseNeed(store, options.migrations)
  const watch = createRollerWatch()
  const gate = openStartGate(database.check)
  const authenticate = storeAuthenticator(store, config, policy, Date.now)
  const ingest = dutiesOf(config.role).ingest ? createIngest(store, config, authenticate, gate.opened) : null
  const router = createRouter({
    role: config.role,
    health: healthRoutes(store, config.role, needsOf(config.role, database, watch)),
    ingest: ingest === null ? new Map() : ingestRoutes(ingest),
    pages: pages === null ? null : pages.handle,
    checkStarted: gate.pass,
    authorize: (request) => authorizeWrite(request, authenticate),
  })
  const serving = await serve(router, policy, config).catch(async (error: unknown) => {
    gate.stop()
    await ingest?.stop()
    throw error
  })
  if (pages !== null) void loadOnceOpen(gate, pages)
  const roller = startRoller === null ? null : rollOnceOpen(gate, () => startRoller(watch.onMessage))
  return {
    url: urlOf(config.host, serving.port),
    stop: () => stopInOrder({ serving, gate, ingest, pages, roller, store }),
  }
}

/** While pages are loaded nobody else is served, so those who waited for the start come first. */
const PAGES_REST_MS = 1000

/** Whoever asks for a page before has it loaded at once. */
async function loadOnceOpen(gate: StartGate, pages: Pages): Promise<void> {
  if (await gate.opened) setTimeout(() => void pages.load(), PAGES_REST_MS).unref()
}

/** A roller would only fail while the database is away or of another version. */
function rollOnceOpen(gate: StartGate, start: () => Stoppable): Stoppable {
  const started = gate.opened.then((isOpen) => (isOpen ? start() : null))
  return {
    async stop() {
      await (await started)?.stop()
    },
  }
}

interface Running {
  serving: Serving
  gate: StartGate
  ingest: Ingest | null
  pages: Pages | null
  roller: Stoppable | null
  store: Store
}

async function stopInOrder({ serving, gate, ingest, pages, roller, store }: Running): Promise<void> {
  await serving.stop()
  gate.stop()
  await ingest?.stop()
  await Promise.all([roller?.stop(), pages?.close()])
  await closeStore(store)
}

const urlOf = (host: string, port: number): string =>
  `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`
