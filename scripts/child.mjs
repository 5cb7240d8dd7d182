import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { NODE_ARGUMENTS } from './node-arguments.mjs'
import { openLog } from './readable-log.mjs'
import { ROOT, inRoot } from './root.mjs'
import { toolEnvironment } from './run.mjs'

/** Starts one of our own programs in a process group of its own, so that Ctrl-C reaches it only through `stop`. */
export function startChild(program, args = [], env = {}) {
  const nodeArgs = [...NODE_ARGUMENTS, '--import', inRoot('scripts/exit-with-parent.mjs'), program, ...args]
  const child = spawn(process.execPath, nodeArgs, {
    cwd: ROOT,
    detached: true,
    env: { ...toolEnvironment(), NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const readable = process.stdout.isTTY === true
  const logs = [child.stdout, child.stderr].map((stream) => openLog(stream, { readable }))
  const running = { isRunning: true }
  const exited = new Promise((resolve) => {
    const settle = (how) => {
      running.isRunning = false
      resolve(how)
    }
    child.once('error', (error) => settle(error.message))
    child.once('exit', (code, killedBy) =>
      settle(killedBy === null ? `exit code ${code}` : `signal ${killedBy}`),
    )
  })
  return {
    pid: child.pid,
    showLog: () => logs.forEach((log) => log.release()),
    /** How it ended, in words. */
    exited,
    isRunning: () => running.isRunning,
    stop: (patienceMs) => stopChild(child, running, exited, patienceMs),
  }
}

async function stopChild(child, running, exited, patienceMs) {
  if (!running.isRunning) return
  child.kill('SIGTERM')
  const impatience = new AbortController()
  const outOfPatience = pause(patienceMs, 'late', { signal: impatience.signal }).catch(() => 'stopped')
  if ((await Promise.race([exited, outOfPatience])) === 'late') child.kill('SIGKILL')
  impatience.abort()
  await exited
}
