import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { closeStore, openStore } from './db'
import type { Store } from './db'

export interface TestDatabase {
  databaseUrl: string
  store: Store
  /** Those that were applied. */
  migrations: readonly string[]
  /** Closes the store and drops the database. */
  drop(): Promise<void>
}

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url))
const TEMPLATE_LOCK = 7_215_001

/** A fresh migrated database on the server of TEST_DATABASE_URL; all of a run are copies of one template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_DATABASE_URL
  if (!adminUrl) throw new Error('TEST_DATABASE_URL is not set: run the test through vitest')
  const name = `test_${randomBytes(8).toString('hex')}`
  await withClient(adminUrl, async (client) => {
    // Two test files must not make the template, or copy it, at the same time.
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const template = await ensureTemplate(client, adminUrl)
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  const databaseUrl = urlOf(adminUrl, name)
  const store = openStore({ databaseUrl, poolSize: 10, queryTimeoutMs: 20_000 })
  const drop = async () => {
    await closeStore(store)
    await withClient(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  }
  return { databaseUrl, store, migrations: migrationNames(), drop }
}

async function ensureTemplate(client: Client, adminUrl: string): Promise<string> {
  const scripts = migrationScripts()
  const hash = createHash('sha256').update(scripts.join('\n')).digest('hex').slice(0, 16)
  const template = `template_${hash}`
  const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
  if (known.rows.length > 0) return template
  await client.query(`DROP DATABASE IF EXISTS ${template}_new WITH (FORCE)`)
  await client.query(`CREATE DATABASE ${template}_new`)
  await withClient(urlOf(adminUrl, `${template}_new`), async (fresh) => {
    for (const script of scripts) await fresh.query(script)
  })
  await client.query(`ALTER DATABASE ${template}_new RENAME TO ${template}`)
  return template
}

const migrationNames = (): string[] =>
  readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()

/** Prisma's own record of what it applied, as far as readiness reads it. */
const RECORD = `CREATE TABLE _prisma_migrations (migration_name text, finished_at timestamptz, rolled_back_at timestamptz)`

const migrationScripts = (): string[] => [
  RECORD,
  ...migrationNames().flatMap((name) => [
    readFileSync(`${MIGRATIONS}${name}/migration.sql`, 'utf8'),
    `INSERT INTO _prisma_migrations (migration_name, finished_at) VALUES ('${name}', now())`,
  ]),
]

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.toString()
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
