import { readFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.mjs'
import { freePort } from '../../scripts/processes.mjs'
import { startProgram } from './child-process'
import type { RunningTarget, Target } from './target'

/** The server as `npm start` runs it, on an embedded Postgres of its own with the durability it has by default. */
export const usescopeIn = (appFolder: string, nodeArgs: readonly string[] = []): Target => ({
  name: 'usescope',
  version: versionOf(appFolder),
  start: ({ folder }) => start(appFolder, folder, nodeArgs),
})

export interface RunningUsescope extends RunningTarget {
  databaseUrl: string
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
  const server = await startProgram({
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
  return {
    url,
    writeUrl: `${url}/api/v1/write`,
    databaseUrl: postgres.url,
    rootPids: [server.pid, postgres.pid],
    isSettled: (how) => isSettled(client, how),
    walBytes: () => readWalBytes(client),
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

/** The position of a group passes a log entry only once all its samples are in chunks and roll-ups. */
const SETTLED = `
  SELECT coalesce(bool_and(coalesce(state.read_seq, 0) >= node_group.log_seq), true) AS "isRead",
    coalesce(bool_and(coalesce(state.position, 0) >= node_group.log_seq), true) AS "isSealed"
  FROM node_group LEFT JOIN roll_state state ON state.group_id = node_group.id`

async function isSettled(client: Client, how: 'read' | 'sealed'): Promise<boolean> {
  const { rows } = await client.query<{ isRead: boolean; isSealed: boolean }>(SETTLED)
  const [progress] = rows
  return how === 'read' ? progress?.isRead === true : progress?.isSealed === true
}

async function readWalBytes(client: Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS bytes`,
  )
  return Number(rows[0]?.bytes ?? 0)
}
