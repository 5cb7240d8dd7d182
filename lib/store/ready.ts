import { UnavailableError } from '@/lib/core/errors'
import type { Store } from './db'
import { query } from './sql'

export interface AppliedMigration {
  name: string
  isFinished: boolean
}

const MIGRATIONS = `
  SELECT migration_name AS name, finished_at IS NOT NULL AS "isFinished" FROM _prisma_migrations
  WHERE rolled_back_at IS NULL ORDER BY 1`

/** Resolves if the database answers and has the schema of this version; otherwise an `UnavailableError` says what is missing. */
export async function checkReady(store: Store, needed: readonly string[]): Promise<void> {
  const problem = schemaProblem(await readApplied(store), needed)
  if (problem !== null) throw new UnavailableError(problem, { reason: 'schema' })
}

async function readApplied(store: Store): Promise<AppliedMigration[]> {
  const [table] = await query<{ isThere: boolean }>(
    store,
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isThere"`,
  )
  return table?.isThere === true ? query<AppliedMigration>(store, MIGRATIONS) : []
}

/** Null when the migrations that were applied are those that this version needs. */
export function schemaProblem(
  applied: readonly AppliedMigration[],
  needed: readonly string[],
): string | null {
  if (applied.length === 0) return 'the database has no tables yet; `npm start` makes them'
  const broken = applied.filter(({ isFinished }) => !isFinished).map(({ name }) => name)
  if (broken.length > 0) return `the database is being migrated, or that has failed: ${broken.join(', ')}`
  const names = new Set(applied.map(({ name }) => name))
  const unknown = [...names].filter((name) => !needed.includes(name))
  if (unknown.length > 0)
    return `the database is newer than this version, which does not know ${unknown.join(', ')}; start the newer version`
  const missing = needed.filter((name) => !names.has(name))
  if (missing.length > 0)
    return `the database is older than this version and lacks ${missing.join(', ')}; \`npm start\` brings it up to date`
  return null
}
