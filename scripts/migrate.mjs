import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AdvisedError, advise } from './advice.mjs'
import { inRoot } from './root.mjs'
import { runNode } from './run.mjs'

const PRISMA = 'node_modules/prisma/build/index.js'
const MIGRATIONS = inRoot('prisma', 'migrations')

/** Beside the locks of lib/store/advisory-locks.ts. */
const LOCK_MIGRATE = 7_215_105
const RETRY_MS = 2000
const CONNECT_MS = 10_000

const AWAY =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE|57P0[123]|53300)$/
const LOST = /connection terminated|timeout expired/i
const NO_DATABASE = '3D000'
/** Another start made it meanwhile, or is making it. */
const HAS_DATABASE = ['42P04', '23505', '55006']

const ADVICE =
  'Check that DATABASE_URL is right and that its user may create tables, then run the command again.'

/**
 * Brings the schema up to date. Of several starts at once one migrates and the others wait for it. With `waits` a
 * database that is away is asked again until it is there.
 */
export async function migrate({ databaseUrl, signal, waits = null }) {
  let told = ''
  for (;;) {
    try {
      return await migrateNow({ databaseUrl, signal })
    } catch (error) {
      if (signal?.aborted || error instanceof AdvisedError) throw error
      const words = error.message || error.code
      if (waits === null || !isAway(error)) throw advise(`The database cannot be used: ${words}`, ADVICE)
      if (words !== told) waits(`the database does not answer yet (${words})`)
      told = words
    }
    await pause(RETRY_MS, undefined, { signal })
  }
}

const isAway = ({ code, message }) => AWAY.test(code ?? '') || LOST.test(message)

async function migrateNow({ databaseUrl, signal }) {
  const client = await connect(databaseUrl)
  const hangUp = () => void client.end().catch(() => {})
  signal?.addEventListener('abort', hangUp)
  try {
    await client.query('SELECT pg_advisory_lock($1, 0)', [LOCK_MIGRATE])
    if (await isMigrated(client)) return 'unchanged'
    await runNode([PRISMA, 'migrate', 'deploy'], {
      signal,
      env: { DATABASE_URL: databaseUrl },
      advice: ADVICE,
    })
    return undefined
  } finally {
    signal?.removeEventListener('abort', hangUp)
    await client.end().catch(() => {})
  }
}

/** Packages may only be used once they are installed. */
async function connect(databaseUrl) {
  const { default: pg } = await import('pg')
  const { connectionString, createDatabase } = await import('./schema-engine/database.mjs')
  const options = {
    connectionString: connectionString(databaseUrl),
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'usescope migrate',
  }
  const open = async () => {
    const client = new pg.Client(options)
    // The query that is under way hears of it too; without a listener the event would end the process.
    client.on('error', () => {})
    await client.connect()
    return client
  }
  try {
    return await open()
  } catch (error) {
    if (error.code !== NO_DATABASE) throw error
    await createDatabase(databaseUrl).catch(throwUnless(HAS_DATABASE))
    return open()
  }
}

const throwUnless = (codes) => (error) => {
  if (!codes.includes(error.code)) throw error
}

/** Prisma itself takes seconds to find that there is nothing to do. */
async function isMigrated(client) {
  const record = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`)
  if (!record.rows[0].there) return false
  const applied = await client.query(
    'SELECT migration_name AS name, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  const finished = new Set(applied.rows.filter((row) => row.finished_at !== null).map((row) => row.name))
  return finished.size === applied.rows.length && ownMigrations().every((name) => finished.has(name))
}

const ownMigrations = () =>
  readdirSync(MIGRATIONS).filter((name) => existsSync(path.join(MIGRATIONS, name, 'migration.sql')))
