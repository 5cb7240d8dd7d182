import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setInterval } from 'node:timers/promises'

export interface RunningProcess {
  /** Null once it has ended. */
  pid(): number | null
  /** Sends the signal and resolves once the process has ended. */
  end(signal: NodeJS.Signals): Promise<void>
  /** What it has printed so far, the newest 20,000 characters. */
  output(): string
}

const KEPT_CHARACTERS = 20_000

/** Starts a program of our own, so that only it is ended, by its id. */
export function startProcess(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningProcess {
  const child = spawn(file, [...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  const keep = (bytes: Buffer) => (text = (text + bytes.toString('utf8')).slice(-KEPT_CHARACTERS))
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  child.on('error', (error) => (text += String(error)))
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  return {
    pid: () => (hasEnded() ? null : (child.pid ?? null)),
    output: () => text,
    async end(signal) {
      if (hasEnded()) return
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}

/** Asks again and again until the condition holds; its bound is generous, because it is only reached by a defect. */
export async function eventually(
  what: string,
  boundMs: number,
  condition: () => Promise<boolean>,
): Promise<void> {
  const giveUpMs = Date.now() + boundMs
  if (await condition()) return
  for await (const _ of setInterval(250)) {
    if (await condition()) return
    if (Date.now() > giveUpMs) throw new Error(`${what}: not within ${String(boundMs)} ms`)
  }
}

export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
