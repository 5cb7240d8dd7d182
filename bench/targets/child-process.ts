import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { answers } from '../../e2e/system/process'

const START_PATIENCE_MS = 60_000
const STOP_PATIENCE_MS = 30_000
const PROBE_MS = 100
const LAST_CHARACTERS = 2000

export interface ChildOptions {
  file: string
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  cwd?: string
  logFile: string
  /** Answers 2xx once the program is ready. */
  readyUrl: string
}

export interface Child {
  pid: number
  stop(): Promise<void>
}

/** Starts a program and returns once it answers; what it says lies in its log file. */
export async function startProgram(options: ChildOptions): Promise<Child> {
  const { file, args, env, cwd, logFile, readyUrl } = options
  const log = openSync(logFile, 'a')
  const child = spawn(file, [...args], { cwd, env: { ...process.env, ...env }, stdio: ['ignore', log, log] })
  closeSync(log)
  const ended = once(child, 'exit').catch((error: unknown) => [error])
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined
  const stop = async () => {
    if (hasEnded()) return
    child.kill('SIGTERM')
    const patience = new AbortController()
    const late = pause(STOP_PATIENCE_MS, true, { signal: patience.signal }).catch(() => false)
    if (await Promise.race([late, ended.then(() => false)])) child.kill('SIGKILL')
    patience.abort()
    await ended
  }
  const giveUpMs = Date.now() + START_PATIENCE_MS
  while (!(await answers(readyUrl))) {
    if (hasEnded() || Date.now() > giveUpMs) {
      await stop()
      const words = readFileSync(logFile, 'utf8').slice(-LAST_CHARACTERS)
      throw new Error(`${file} is not ready on ${readyUrl}:\n${words}`)
    }
    await pause(PROBE_MS)
  }
  return { pid: child.pid ?? 0, stop }
}
