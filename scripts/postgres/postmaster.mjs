import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { isAlive, until } from '../processes.mjs'

const PID_LINE = 0
const PORT_LINE = 3
const STATUS_LINE = 7

/** The running Postgres of a data folder, or null. A pid that now belongs to another program is not it. */
export function findPostmaster(data) {
  const lines = readPidFile(data)
  if (lines === null) return null
  const pid = Number(lines[PID_LINE])
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !servesFolder(pid, data)) return null
  return { pid, port: Number(lines[PORT_LINE]), ready: lines[STATUS_LINE]?.trim() === 'ready' }
}

/** Postgres would refuse to start where a restart of the machine gave its old pid to another program. */
export function removeStalePidFile(data) {
  if (readPidFile(data) !== null && findPostmaster(data) === null) {
    rmSync(path.join(data, 'postmaster.pid'), { force: true })
  }
}

function readPidFile(data) {
  try {
    return readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

/** A postmaster works in its data folder. */
function servesFolder(pid, data) {
  const folder = realpathSync(data)
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder
    } catch {
      return false
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.includes(data) || stdout.includes(folder)
}

/** Clients are cut off and everything is on disk when this returns. */
export async function stopPostmaster(data, { patienceMs = 30_000 } = {}) {
  const running = findPostmaster(data)
  if (running === null) return
  // The file with its pid is gone a moment before the process is.
  const gone = () => !isAlive(running.pid)
  process.kill(running.pid, 'SIGINT')
  if (await until(gone, patienceMs)) return
  process.kill(running.pid, 'SIGQUIT')
  await until(gone, patienceMs)
}
