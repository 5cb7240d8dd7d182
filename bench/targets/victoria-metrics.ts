import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { freePort } from '../../scripts/processes.mjs'
import { startProgram } from './child-process'
import type { RunningTarget, Target } from './target'

const PROGRAM = 'victoria-metrics'

/** Null where it is not installed. */
export function findVictoriaMetrics(): Target | null {
  if (spawnSync(PROGRAM, ['--version']).status !== 0) return null
  return { name: 'victoria-metrics', version: packageVersion(), start: ({ folder }) => start(folder) }
}

/** Debian's build does not know its own version. */
function packageVersion(): string {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${Version}', PROGRAM], { encoding: 'utf8' })
  return /^[\d.]+/.exec(stdout)?.[0] ?? 'unknown'
}

async function start(folder: string): Promise<RunningTarget> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = await startProgram({
    file: PROGRAM,
    args: [
      `-storageDataPath=${path.join(folder, 'data')}`,
      '-retentionPeriod=3',
      `-httpListenAddr=127.0.0.1:${port}`,
    ],
    logFile: path.join(folder, 'log'),
    readyUrl: `${url}/health`,
  })
  return {
    url,
    writeUrl: `${url}/api/v1/write`,
    rootPids: [child.pid],
    isSettled: () => Promise.resolve(true),
    walBytes: () => Promise.resolve(null),
    stop: () => child.stop(),
  }
}
