import path from 'node:path'
import { describeFailure } from './advice.mjs'
import { ensureGenerated, ensureProgramsBuilt } from './build.mjs'
import { startEmbeddedPostgres } from './embedded-postgres.mjs'
import { ensureInstalled } from './install.mjs'
import { migrate } from './migrate.mjs'
import { ROOT, inRoot } from './root.mjs'
import { runAnyway } from './run.mjs'

/** Manages ingest tokens in the database of this folder, whether usescope is running or not. */
async function main() {
  await ensureInstalled()
  await ensureGenerated()
  await ensureProgramsBuilt()
  const postgres = process.env.DATABASE_URL
    ? null
    : await startEmbeddedPostgres({ dataDir: path.resolve(ROOT, process.env.USESCOPE_DATA_DIR || '.data') })
  const databaseUrl = postgres?.url ?? process.env.DATABASE_URL
  try {
    await migrate({ databaseUrl })
    const args = [inRoot('dist/token.mjs'), ...process.argv.slice(2)]
    const { code } = await runAnyway(process.execPath, args, {
      env: { DATABASE_URL: databaseUrl },
      show: true,
    })
    process.exitCode = typeof code === 'number' ? code : 1
  } finally {
    if (postgres?.attached === false) await postgres.stop()
  }
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.exitCode = 1
}
