import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SkippedFault, type Fault, type FaultResult, type Finding, type Scene } from './fault'
import { createRandom, mix } from './random'
import { pass } from './time'

export interface RunOptions {
  seed: number
  kills: number
  /** Aborted when the time for all is up or the person at the keyboard has had enough. */
  signal: AbortSignal
}

const UNWIND_BOUND_MS = 15_000

/** Makes one fault in a folder of its own and leaves nothing running, however it ends. */
export async function runFault(fault: Fault, options: RunOptions): Promise<FaultResult> {
  const startedMs = performance.now()
  const folder = mkdtempSync(path.join(tmpdir(), 'usescope-fault-'))
  const findings: Finding[] = []
  const stops = new Stops()
  const scene: Scene = {
    random: createRandom(mix(options.seed) ^ hashOf(fault.name)),
    kills: options.kills,
    folder,
    check: (promised, held, seen) => findings.push({ promised, held, seen }),
    onEnd: (stop) => stops.add(stop),
  }
  let skipped: string | null = null
  const running = fault.run(scene)
  const abortion = aborted(options.signal)
  try {
    await Promise.race([running, abortion.promise])
  } catch (error) {
    if (error instanceof SkippedFault) skipped = error.message
    else findings.push({ promised: 'the fault can be made and judged', held: false, seen: wordsOf(error) })
  } finally {
    abortion.forget()
  }
  const problems = await stops.stopAll()
  // What was just being started when the fault was ended early is stopped as soon as it is there.
  await Promise.race([running.catch(() => undefined), pass(UNWIND_BOUND_MS)])
  for (const problem of [...problems, ...(await stops.stopAll())]) {
    findings.push({ promised: 'everything stops in order', held: false, seen: wordsOf(problem) })
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  return { name: fault.name, done: fault.done, findings, skipped, tookMs: performance.now() - startedMs }
}

const hashOf = (text: string): number =>
  Buffer.from(text, 'utf8').reduce((hash, byte) => mix(hash ^ byte), text.length)

const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

/** Rejects when the signal is aborted; until it is forgotten. */
function aborted(signal: AbortSignal): { promise: Promise<never>; forget: () => void } {
  let stop = (): void => undefined
  const promise = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('ended early'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  return { promise, forget: () => signal.removeEventListener('abort', stop) }
}

class Stops {
  private stops: (() => Promise<void> | void)[] = []

  add(stop: () => Promise<void> | void): void {
    this.stops.push(stop)
  }

  /** In reverse order, each even if another fails; answers what failed. */
  async stopAll(): Promise<unknown[]> {
    const problems: unknown[] = []
    const stops = this.stops.reverse()
    this.stops = []
    for (const stop of stops) {
      try {
        await stop()
      } catch (error) {
        problems.push(error)
      }
    }
    return problems
  }
}
