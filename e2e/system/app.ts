import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { NODE_ARGUMENTS } from '@/scripts/node-arguments.mjs'
import { inRoot } from '@/scripts/root.mjs'
import { answers, eventually, startProcess, type RunningProcess } from './process'

const START_BOUND_MS = 60_000
const QUIET_PRISMA = { PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' }

export interface App {
  url: string
  /** Null while it does not run. */
  pid(): number | null
  start(): Promise<void>
  end(signal: NodeJS.Signals): Promise<void>
  output(): string
}

/** Environment variables besides those that say where the server and its database are. */
export type Settings = Readonly<Record<string, string>>

/** Makes the schema of this checkout, or of another. */
export async function migrateDatabase(databaseUrl: string, folder = inRoot()): Promise<void> {
  const prisma = path.join(folder, 'node_modules/prisma/build/index.js')
  const env = { ...process.env, ...QUIET_PRISMA, DATABASE_URL: databaseUrl }
  await promisify(execFile)(process.execPath, [prisma, 'migrate', 'deploy'], { cwd: folder, env })
}

/** The server as `npm start` runs it, on a port of its own, so that a test may kill it and start it again. */
export function createApp(port: number, databaseUrl: string, settings: Settings = {}): App {
  const url = `http://127.0.0.1:${String(port)}`
  let running: RunningProcess | null = null
  return {
    url,
    pid: () => running?.pid() ?? null,
    async start() {
      const env = {
        PORT: String(port),
        HOST: '127.0.0.1',
        DATABASE_URL: databaseUrl,
        NODE_ENV: 'production',
        ...settings,
      }
      running = startProcess(process.execPath, [...NODE_ARGUMENTS, inRoot('dist/server.mjs')], env)
      await eventually('the server is ready', START_BOUND_MS, () => answers(`${url}/readyz`))
    },
    end: async (signal) => running?.end(signal),
    output: () => running?.output() ?? '',
  }
}
