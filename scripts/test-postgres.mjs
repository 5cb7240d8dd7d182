import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbeddedPostgres } from './embedded-postgres.mjs'

/** One throwaway Postgres for a whole run of tests; every test file makes its own database in it. */
export default async function setup() {
  if (process.env.TEST_DATABASE_URL) return undefined
  const dataDir = mkdtempSync(path.join(tmpdir(), 'usescope-test-'))
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false })
  process.env.TEST_DATABASE_URL = postgres.url
  return async () => {
    await postgres.stop()
    rmSync(postgres.folder, { recursive: true, force: true })
    rmSync(dataDir, { recursive: true, force: true })
  }
}
