import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inRoot } from './root.mjs'
import { spawn } from 'node:child_process'

/** `npm start` as a user runs it, with an empty data folder of its own that is removed afterwards. */
const dataDir = mkdtempSync(path.join(tmpdir(), 'usescope-e2e-'))
const child = spawn(process.execPath, [inRoot('scripts/start.mjs'), '--no-collector'], {
  stdio: 'inherit',
  env: { ...process.env, DATABASE_URL: '', HOST: '127.0.0.1', USESCOPE_DATA_DIR: dataDir },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => {
  rmSync(dataDir, { recursive: true, force: true })
  process.exit(code ?? 1)
})
