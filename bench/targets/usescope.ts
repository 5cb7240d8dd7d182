import { readFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.mjs'
import { freePort } from '../../scripts/processes.mjs'
import { readSealedSamples, readStored, readWalBytes, isSettled } from './usescope-database'
import { startProgram } from './child-process'
import type { RunningTarget, Target, TargetPlace } from './target'

/** The server as `npm start` runs it, on an embedded Postgres of its own with the durability it has by default. */
export const usescopeIn = (appFolder: string, nodeArgs: readonly string[] = []): UsescopeTarget => ({
  name: 'usescope',
  version: versionOf(appFolder),
  start: ({ folder }) => start(appFolder, folder, nodeArgs),
})

export interface UsescopeTarget extends Target {
  start(place: TargetPlace): Promise<RunningUsescope>
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

async function start(
  appFolder: string,
  folder: string,
  nodeArgs: readonly string[],
): Promise<RunningUsescope> {
  const postgres = await startEmbeddedPostgres({ dataDir: folder })
  const stopPostgres = async () => {
    await postgres.stop()
    rmSync(postgres.folder, { recursive: true, force: true })
  }
  try {
    return await startOn(postgres, { appFolder, folder, nodeArgs, stopPostgres })
  } catch (error) {
    await stopPostgres()
    throw error
  }
}

interface Place {
  appFolder: string
  folder: string
  nodeArgs: readonly string[]
  stopPostgres: () => Promise<void>
}

async function startOn(
  postgres: { url: string; pid: number },
  { appFolder, folder, nodeArgs, stopPostgres }: Place,
): Promise<RunningUsescope> {
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  for (const script of migrationsOf(appFolder)) await client.query(script)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const startServer = () =>
    startProgram({
      file: process.execPath,
      args: ['--enable-source-maps', ...nodeArgs, path.join(appFolder, 'dist/server.mjs')],
      env: {
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATABASE_URL: postgres.url,
        USESCOPE_LOG_LEVEL: 'warn',
      },
      cwd: appFolder,
      logFile: path.join(folder, 'log'),
      readyUrl: `${url}/readyz`,
    })
  let server = await startServer()
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
      server = await startServer()
      processes.server = server.pid
    },
    async stop() {
      await client.end()
      await server.stop()
      await stopPostgres()
    },
  }
}

const migrationsOf = (appFolder: string): string[] => {
  const folder = path.join(appFolder, 'prisma/migrations')
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => readFileSync(path.join(folder, name, 'migration.sql'), 'utf8'))
}
