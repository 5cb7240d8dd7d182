import { z } from 'zod'
import { metrics } from '@/lib/telemetry/metrics'

/** What a pass of the roller tells; its thread has no metrics that anybody could read. */
const tickReport = z.object({
  duplicates: z.number(),
  conflicts: z.number(),
  asOfMs: z.number().nullable(),
  entriesRemaining: z.number(),
})

export function applyRollerMessage(message: unknown): void {
  const report = tickReport.safeParse(message)
  if (!report.success) return
  const { duplicates, conflicts, asOfMs, entriesRemaining } = report.data
  metrics.samplesDuplicate.inc(duplicates)
  metrics.samplesConflict.inc(conflicts)
  metrics.rollCatchUpRemaining.set(entriesRemaining)
  if (asOfMs !== null) metrics.rollLagSeconds.set(Math.max(0, (Date.now() - asOfMs) / 1000))
}
