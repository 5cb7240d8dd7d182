import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { printReadable } from './readable-log.mjs'
import { ROOT, inRoot } from './root.mjs'
import { toolEnvironment } from './run.mjs'

/** Starts one of our own programs in a process group of its own, so that Ctrl-C reaches it only through `stop`. */
export function startChild(program, args = [], env = {}) {
  const readable = process.stdout.isTTY === true
  const nodeArgs = [
    '--enable-source-maps',
    '--import',
    inRoot('scripts/exit-with-parent.mjs'),
    program,
    ...args,
  ]
  const child = spawn(process.execPath, nodeArgs, {
    cwd: ROOT,
    detached: true,
    env: { ...toolEnvironment(), NODE_ENV: 'production', ...env },
    stdio: ['ignore', readable ? 'pipe' : 'inherit', 'inherit', 'ipc'],
  })
  if (child.stdout !== null) printReadable(child.stdout)
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
