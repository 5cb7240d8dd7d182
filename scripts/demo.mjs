import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { describeFailure } from './advice.mjs'
import { ensureGenerated, ensureProgramsBuilt } from './build.mjs'
import { startEmbeddedPostgres } from './embedded-postgres.mjs'
import { readHolder } from './folder-lock.mjs'
import { ensureInstalled } from './install.mjs'
import { migrate } from './migrate.mjs'
import { ROOT, inRoot } from './root.mjs'
import { toolEnvironment } from './run.mjs'

/** Loads a made-up fleet into the usescope that runs in this folder, or removes it again. */
async function main() {
  await ensureInstalled()
  await ensureGenerated()
  await ensureProgramsBuilt()
  const dataDir = path.resolve(ROOT, process.env.USESCOPE_DATA_DIR || '.data')
  const postgres = process.env.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir })
  try {
    const args = [inRoot('dist/demo.mjs'), ...withUrl(process.argv.slice(2), dataDir)]
    const databaseUrl = postgres?.url ?? process.env.DATABASE_URL
    if (postgres?.attached === false) await migrate({ databaseUrl })
    const env = { ...toolEnvironment(), DATABASE_URL: databaseUrl, USESCOPE_DATA_DIR: dataDir }
    const child = spawn(process.execPath, args, { stdio: 'inherit', env })
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
    const [code] = await once(child, 'exit')
    process.exitCode = code ?? 1
  } finally {
    if (postgres?.attached === false) await postgres.stop()
  }
}

/** What runs in the folder says where it listens. */
function withUrl(args, dataDir) {
  const url = readHolder(path.join(dataDir, 'running.json'))?.url
  const isLoad = args.length > 0 && !args[0].startsWith('-') && args[0] !== 'clear'
  return isLoad && url !== undefined && !args.includes('--url') ? [...args, '--here', url] : args
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.exitCode = 1
}
