import { z } from 'zod'
import { UnavailableError } from '@/lib/core/errors'
import { metrics } from '@/lib/telemetry/metrics'

/** What the roller's thread tells after a pass; its own metrics nobody could read. */
const rollerMessage = z.union([
  z.object({ duplicates: z.number(), conflicts: z.number(), groupsHeld: z.number() }),
  z.object({ failed: z.string() }),
])

export interface RollerWatch {
  onMessage(message: unknown): void
  /** Throws as 503 why the roller does not work. */
  check(): void
}

export function createRollerWatch(): RollerWatch {
  let problem: string | null = 'the roller has made no pass yet'
  return {
    onMessage(message) {
      const told = rollerMessage.safeParse(message)
      if (!told.success) return
      if ('failed' in told.data) {
        problem = `the last pass of the roller failed: ${told.data.failed}`
        return
      }
      problem = null
      metrics.samplesDuplicate.inc(told.data.duplicates)
      metrics.samplesConflict.inc(told.data.conflicts)
      metrics.rollGroupsHeld.set(told.data.groupsHeld)
    },
    check() {
      if (problem !== null) throw new UnavailableError(problem, { reason: 'roller' })
    },
  }
}
