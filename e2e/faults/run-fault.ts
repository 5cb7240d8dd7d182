import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SkippedFault, type Fault, type FaultResult, type Finding, type Scene } from './fault'
import { createRandom, mix } from './random'

export interface RunOptions {
  seed: number
  kills: number
  /** Aborted when the time for all is up or the person at the keyboard has had enough. */
  signal: AbortSignal
}

/** Makes one fault in a folder of its own and leaves nothing running, however it ends. */
export async function runFault(fault: Fault, options: RunOptions): Promise<FaultResult> {
  const startedMs = performance.now()
  const folder = mkdtempSync(path.join(tmpdir(), 'usescope-fault-'))
  const findings: Finding[] = []
  const stops: (() => Promise<void> | void)[] = []
  const ending = { hasBegun: false }
  const scene: Scene = {
    random: createRandom(mix(options.seed) ^ hashOf(fault.name)),
    kills: options.kills,
    folder,
    check: (promised, held, seen) => findings.push({ promised, held, seen }),
    // What is still being started when the fault is ended early must stop too.
    onEnd: (stop) => (ending.hasBegun ? void stop() : stops.push(stop)),
  }
  let skipped: string | null = null
  try {
    await Promise.race([fault.run(scene), aborted(options.signal)])
  } catch (error) {
    if (error instanceof SkippedFault) skipped = error.message
    else findings.push({ promised: 'the fault can be made and judged', held: false, seen: wordsOf(error) })
  }
  ending.hasBegun = true
  for (const problem of await stopAll(stops)) {
    findings.push({ promised: 'everything stops in order', held: false, seen: problem })
  }
  rmSync(folder, { recursive: true, force: true })
  return { name: fault.name, done: fault.done, findings, skipped, tookMs: performance.now() - startedMs }
}

const hashOf = (text: string): number =>
  Buffer.from(text, 'utf8').reduce((hash, byte) => mix(hash ^ byte), text.length)

const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('ended early'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })

async function stopAll(stops: (() => Promise<void> | void)[]): Promise<string[]> {
  const problems: string[] = []
  for (const stop of stops.reverse()) {
    try {
      await stop()
    } catch (error) {
      problems.push(wordsOf(error))
    }
  }
  return problems
}
