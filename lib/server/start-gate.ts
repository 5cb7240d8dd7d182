import { setTimeout as pause } from 'node:timers/promises'
import { UnavailableError } from '@/lib/core/errors'
import { logger } from '@/lib/telemetry/logger'
import type { Need } from './needs'

export interface StartGate {
  /** Refuses with 503 from the first look that found the database not as this version needs it to the first that did. */
  pass(): void
  /** Whether it was found in the end; false if the server stops before. */
  opened: Promise<boolean>
  stop(): void
}

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 1000

/** Asks again until the database is there, so that processes and database may be started in any order. */
export function openStartGate(check: Need['check']): StartGate {
  const stopping = new AbortController()
  let problem: UnavailableError | null = null
  const open = async (): Promise<boolean> => {
    for (let pauseMs = FIRST_PAUSE_MS; !stopping.signal.aborted; pauseMs = nextPause(pauseMs)) {
      const found = await problemOf(check)
      if (found === null) {
        problem = null
        return true
      }
      if (stopping.signal.aborted) break
      if (found.message !== problem?.message) logger.warn({ problem: found.message }, 'waiting')
      problem = found
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

const nextPause = (pauseMs: number): number => Math.min(2 * pauseMs, LONGEST_PAUSE_MS)

async function problemOf(check: Need['check']): Promise<UnavailableError | null> {
  try {
    await check()
    return null
  } catch (error) {
    if (error instanceof UnavailableError) return error
    logger.error({ err: error }, 'the database cannot be used')
    return new UnavailableError('the database cannot be used; the log of the server says why', {
      reason: 'database',
    })
  }
}
