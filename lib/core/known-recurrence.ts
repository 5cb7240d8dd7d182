import { isSameRecurrence } from './recurrences/signature'

/** How a recurrence was when somebody said something of it, or is now. */
export interface RecurrenceState {
  nodesAffected: number
  medianDurationMs: number
  medianRise: number
}

export interface KnownState extends RecurrenceState {
  signature: string
  isMuted: boolean
  changedMs: number
}

/** What is so much more than it was is another thing than what was muted. */
const MORE = 1.5
const MORE_NODES = 2

/** What has grown since, in words; empty where it is as it was. */
export const changesSince = (known: RecurrenceState, now: RecurrenceState): string[] => {
  const hasMoreNodes =
    now.nodesAffected > known.nodesAffected * MORE && now.nodesAffected - known.nodesAffected >= MORE_NODES
  return [
    ...(hasMoreNodes ? [`${String(now.nodesAffected)} nodes, ${String(known.nodesAffected)} before`] : []),
    ...(now.medianDurationMs > known.medianDurationMs * MORE ? ['lasts longer than before'] : []),
    ...(now.medianRise > known.medianRise * MORE ? ['rises higher than before'] : []),
  ]
}

/** What was said of this recurrence, the newest word first where several fit; null where nothing was. */
export const findKnown = <Known extends KnownState>(
  known: readonly Known[],
  signature: string,
): Known | null => {
  const fitting = known.filter((one) => isSameRecurrence(one.signature, signature))
  const exact = fitting.find((one) => one.signature === signature)
  return exact ?? fitting.toSorted((one, other) => other.changedMs - one.changedMs)[0] ?? null
}

/** Muted, and as it was when it was muted. */
export const isQuiet = (known: KnownState | null, now: RecurrenceState): boolean =>
  known?.isMuted === true && changesSince(known, now).length === 0
