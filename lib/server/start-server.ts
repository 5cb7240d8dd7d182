import type { Config } from '@/lib/config/config'
import { toAccessPolicy } from '@/lib/http/check-request'
import { createIngest, type Ingest } from '@/lib/ingest/create-ingest'
import { closeStore, type Store } from '@/lib/store/db'
import { createRouter, healthRoutes, ingestRoutes, type Handle } from './route-table'
import { serve, type Serving } from './serve'

type ServerConfig = Omit<Config, 'databaseUrl'>

export interface StartedServer {
  url: string
  /** Stops accepting, finishes the commits under way, then closes the pools. */
  stop(): Promise<void>
}

/** What else must stop before the pools close: pages and the roller. */
interface Stoppable {
  stop(): Promise<void>
}

interface StartOptions {
  config: ServerConfig
  store: Store
  /** Null where only ingest is served. */
  pages: Handle | null
  others: readonly Stoppable[]
}

/** Composes ingest, health and pages on one port. */
export async function startServer({ config, store, pages, others }: StartOptions): Promise<StartedServer> {
  const policy = toAccessPolicy(config)
  const ingest = createIngest(store, config, policy)
  const routes = new Map([...ingestRoutes(ingest), ...healthRoutes(store)])
  const serving = await serve(createRouter(routes, pages), policy, config).catch(async (error: unknown) => {
    await ingest.stop()
    throw error
  })
  return {
    url: urlOf(config.host, serving.port),
    stop: () => stopInOrder(serving, ingest, others, store),
  }
}

async function stopInOrder(
  serving: Serving,
  ingest: Ingest,
  others: readonly Stoppable[],
  store: Store,
): Promise<void> {
  await serving.stop()
  await ingest.stop()
  await Promise.all(others.map((other) => other.stop()))
  await closeStore(store)
}

const urlOf = (host: string, port: number): string =>
  `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`
