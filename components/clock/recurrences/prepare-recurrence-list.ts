import type { KnownRecurrence } from '@/lib/contract/known-recurrences'
import type { Recurrence, RecurrencesAnswer } from '@/lib/contract/recurrences'
import { changesSince, findKnown, isQuiet } from '@/lib/core/known-recurrence'
import { DAY_MS } from '@/lib/core/times'
import { formatCounted } from '@/lib/core/format-value'

export interface ListedRecurrence {
  recurrence: Recurrence
  /** What somebody said of it; null where nobody did. */
  known: KnownRecurrence | null
  /** Why it is heard of although it was muted. */
  changes: string[]
}

export interface RecurrenceList {
  heard: ListedRecurrence[]
  muted: ListedRecurrence[]
}

/** Strongest first, as they came; what is muted and as it was lies by itself. */
export const prepareRecurrenceList = (
  { recurrences }: RecurrencesAnswer,
  known: readonly KnownRecurrence[],
): RecurrenceList => {
  const listed = recurrences.map((recurrence): ListedRecurrence => {
    const found = findKnown(known, recurrence.signature)
    const changes = found?.isMuted === true ? changesSince(found, recurrence) : []
    return { recurrence, known: found, changes }
  })
  const quiet = ({ known: found, recurrence }: ListedRecurrence) => isQuiet(found, recurrence)
  return { heard: listed.filter((one) => !quiet(one)), muted: listed.filter(quiet) }
}

const DAYS_FOR_DAILY = 3
const DAYS_FOR_WEEKLY = 15

/** Why nothing is listed: too few days, or nothing that comes back. Measured are perhaps fewer days than were asked for. */
export const absenceText = (
  { window, sealedUntilMs, isFinding, metricsScanned }: RecurrencesAnswer,
  measuredDays: number | null,
): string => {
  if (isFinding) return 'What was measured is being looked through. What comes back appears here by itself.'
  if (sealedUntilMs === null || metricsScanned === 0)
    return 'Nothing was looked through yet. What comes back is looked for as soon as samples of some hours are there.'
  const days = measuredDays ?? (Math.min(window.toMs, sealedUntilMs) - window.fromMs) / DAY_MS
  const scanned = `${formatCounted(metricsScanned, 'metric was', 'metrics were')} looked through over ${formatCounted(Math.round(days), 'day')}.`
  if (days < DAYS_FOR_DAILY)
    return `Nothing comes back yet: what recurs daily is found after ${String(DAYS_FOR_DAILY)} days, weekly after ${String(DAYS_FOR_WEEKLY)}. ${scanned}`
  if (days < DAYS_FOR_WEEKLY)
    return `Nothing comes back daily or more often; weekly ones are found after ${String(DAYS_FOR_WEEKLY)} days. ${scanned}`
  return `Nothing comes back at the same time of day or week. ${scanned}`
}
