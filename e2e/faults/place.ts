import path from 'node:path'
import { closeStore, openStore, type Store } from '@/lib/store/db'
import { keepPostgres, type KeptPostgres } from '@/scripts/database.mjs'
import { freePort } from '@/scripts/processes.mjs'
import { createApp, migrateDatabase, type App, type Settings } from '../system/app'
import type { Scene } from './fault'

/** A whole usescope of a fault's own: the built server, its roller and a Postgres that is kept running. */
export interface Place {
  app: App
  postgres: KeptPostgres
  /** Straight to the database, whatever stands between it and the server. */
  store: Store
}

export interface PlaceOptions {
  settings?: Settings
  /** What stands between the server and its database; answers the URL that the server is given. */
  between?: (databaseUrl: string) => Promise<string>
}

export async function openPlace(scene: Scene, { settings = {}, between }: PlaceOptions = {}): Promise<Place> {
  const postgres = await openPostgres(scene)
  const app = createApp(await freePort(), (await between?.(postgres.url)) ?? postgres.url, settings)
  scene.onEnd(() => app.end('SIGKILL'))
  await app.start()
  return { app, postgres, store: openStoreOf(scene, postgres.url) }
}

/** A durable Postgres with our tables, kept running as `npm start` keeps it. */
export async function openPostgres(scene: Scene): Promise<KeptPostgres> {
  const ending = new AbortController()
  const lifetime = {
    signal: ending.signal,
    get isEnding() {
      return ending.signal.aborted
    },
    onEnd: scene.onEnd,
  }
  const postgres = await keepPostgres({
    dataDir: path.join(scene.folder, 'data'),
    lifetime,
    tell: () => undefined,
  })
  scene.onEnd(() => ending.abort())
  await migrateDatabase(postgres.url)
  return postgres
}

export function openStoreOf(scene: Scene, databaseUrl: string): Store {
  const store = openStore({ databaseUrl, poolSize: 2, queryTimeoutMs: 30_000 })
  scene.onEnd(() => closeStore(store))
  return store
}
