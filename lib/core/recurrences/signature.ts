import { modulo } from './periods'

/** What stays of a recurrence from one day to the next. */
export interface RecurrenceIdentity {
  metric: string
  periodMinutes: number
  /** In UTC, since Monday 00:00. */
  startMinute: number
  /** `fact op value`, or empty. */
  fact: string
}

const TOLERANCE_MINUTES = 45
/** Values of facts may be of any length, and signatures are kept. */
const LONGEST_FACT = 300

export const signatureOf = ({ metric, periodMinutes, startMinute, fact }: RecurrenceIdentity): string =>
  [metric, periodMinutes, Math.round(startMinute), fact.slice(0, LONGEST_FACT)].join('|')

/** Null where it is none. */
export const identityOf = (signature: string): RecurrenceIdentity | null => {
  const [metric = '', period = '', start = '', ...fact] = signature.split('|')
  const identity = { metric, periodMinutes: Number(period), startMinute: Number(start), fact: fact.join('|') }
  return identity.periodMinutes > 0 && Number.isFinite(identity.startMinute) ? identity : null
}

/** The same metric, period and fact, at nearly the same time: what is known of one holds for the other. */
export const isSameRecurrence = (one: string, other: string): boolean => {
  if (one === other) return true
  const [a, b] = [identityOf(one), identityOf(other)]
  if (a === null || b === null) return false
  if (a.metric !== b.metric || a.periodMinutes !== b.periodMinutes || a.fact !== b.fact) return false
  const apart = modulo(a.startMinute - b.startMinute, a.periodMinutes)
  return Math.min(apart, a.periodMinutes - apart) <= Math.min(TOLERANCE_MINUTES, a.periodMinutes / 4)
}
