import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { migrateDatabase } from '../../e2e/system/app'
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.mjs'
import { NODE_ARGUMENTS } from '../../scripts/node-arguments.mjs'
import { freePort } from '../../scripts/processes.mjs'
import { readSealedSamples, readStored, readWalBytes, isSettled } from './usescope-database'
import { startProgram, type Child } from './child-process'
import type { RunningTarget, Target, TargetPlace } from './target'

/** The server as `npm start` runs it, on an embedded Postgres of its own with the durability it has by default. */
export const usescopeIn = (appFolder: string, nodeArgs: readonly string[] = []): UsescopeTarget => ({
  name: 'usescope',
  version: versionOf(appFolder),
  start: ({ folder }, firstEnv = {}) => start({ appFolder, folder, nodeArgs, firstEnv }),
})

type Settings = Readonly<Record<string, string>>

export interface UsescopeTarget extends Target {
  /** `firstEnv` are settings of the first server alone. */
  start(place: TargetPlace, firstEnv?: Settings): Promise<RunningUsescope>
}

export interface RunningUsescope extends RunningTarget {
  databaseUrl: string
  processes: Readonly<Record<'server' | 'postgres', number>>
  stopServer(): Promise<void>
  startServer(): Promise<void>
}

function versionOf(appFolder: string): string {
  const text = readFileSync(path.join(appFolder, 'package.json'), 'utf8')
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? 'unknown'
}

async function start(place: Place): Promise<RunningUsescope> {
  const postgres = await startEmbeddedPostgres({ dataDir: place.folder })
  const stopPostgres = async () => {
    await postgres.stop()
    rmSync(postgres.folder, { recursive: true, force: true })
  }
  try {
    await migrateDatabase(postgres.url, place.appFolder)
    return await startOn({ ...postgres, stop: stopPostgres }, place)
  } catch (error) {
    await stopPostgres()
    throw error
  }
}

interface Place {
  appFolder: string
  folder: string
  nodeArgs: readonly string[]
  firstEnv: Settings
}

async function startOn(
  postgres: { url: string; pid: number; stop(): Promise<void> },
  place: Place,
): Promise<RunningUsescope> {
  const client = new Client({ connectionString: postgres.url })
  // A Postgres that ends is heard of by the next query; an event without a listener would end the bench before it tidies up.
  client.on('error', () => undefined)
  await client.connect()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let server = await startServer(place, port, postgres.url, place.firstEnv).catch(async (error: unknown) => {
    await client.end()
    throw error
  })
  const processes = { server: server.pid, postgres: postgres.pid }
  return {
    url,
    writeUrl: `${url}/api/v1/write`,
    databaseUrl: postgres.url,
    processes,
    isSettled: (how) => isSettled(client, how),
    storedSamples: () => readSealedSamples(client),
    walBytes: () => readWalBytes(client),
    atRest: () => readStored(client),
    stopServer: () => server.stop(),
    async startServer() {
      server = await startServer(place, port, postgres.url)
      processes.server = server.pid
    },
    async stop() {
      await client.end()
      await server.stop()
      await postgres.stop()
    },
  }
}

const startServer = (
  { appFolder, folder, nodeArgs }: Place,
  port: number,
  databaseUrl: string,
  settings: Settings = {},
): Promise<Child> =>
  startProgram({
    file: process.execPath,
    args: [...NODE_ARGUMENTS, ...nodeArgs, path.join(appFolder, 'dist/server.mjs')],
    env: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      USESCOPE_LOG_LEVEL: 'warn',
      ...settings,
    },
    cwd: appFolder,
    logFile: path.join(folder, 'log'),
    readyUrl: `http://127.0.0.1:${port}/readyz`,
  })
