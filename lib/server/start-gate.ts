import { setTimeout as pause } from 'node:timers/promises'
import type { UnavailableError } from '@/lib/core/errors'
import { logger } from '@/lib/telemetry/logger'
import { toUnavailable, type Need } from './needs'

export interface StartGate {
  /** Refuses with 503 from the first look that found the database not as this version needs it to the first that did. */
  pass(): void
  /** Whether it was found in the end; false if the server stops before. */
  opened: Promise<boolean>
  stop(): void
}

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 1000

/** While a start migrates there is nothing to tell. */
const QUIET_MS = 5000

/** Asks again until the database is there, so that processes and database may be started in any order. */
export function openStartGate(check: Need['check']): StartGate {
  const stopping = new AbortController()
  const tell = createTeller()
  let problem: UnavailableError | null = null
  const open = async (): Promise<boolean> => {
    for (let pauseMs = FIRST_PAUSE_MS; !stopping.signal.aborted; pauseMs = nextPause(pauseMs)) {
      problem = await problemOf(check)
      if (stopping.signal.aborted) break
      tell(problem)
      if (problem === null) return true
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
    return false
  }
  return {
    pass() {
      if (problem !== null) throw problem
    },
    opened: open(),
    stop: () => stopping.abort(),
  }
}

/** Logs what is waited for whenever that changes, and the end of a wait that was logged. */
function createTeller(): (problem: UnavailableError | null) => void {
  const startedMs = performance.now()
  let told: string | null = null
  return (problem) => {
    if (problem === null && told !== null) logger.info('the wait is over')
    if (problem === null || problem.message === told || performance.now() - startedMs < QUIET_MS) return
    told = problem.message
    logger.warn({ problem: told }, 'waiting')
  }
}

const nextPause = (pauseMs: number): number => Math.min(2 * pauseMs, LONGEST_PAUSE_MS)

async function problemOf(check: Need['check']): Promise<UnavailableError | null> {
  try {
    await check()
    return null
  } catch (error) {
    return toUnavailable(error)
  }
}
