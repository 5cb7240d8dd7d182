import { z } from 'zod'
import { isZone } from '../core/local-days'
import { aspect, metricId, resourceId, unit } from './reading'
import { windowAnswer, windowParams } from './window'

export const recurrencesParams = windowParams.extend({
  from: windowParams.shape.from.unwrap().default('now-28d'),
  tz: z
    .string()
    .max(100)
    .refine(isZone, { message: 'must be a time zone like Europe/Berlin' })
    .default('UTC'),
})
export type RecurrencesParams = z.infer<typeof recurrencesParams>

/** The fact by which those that do it are best told from those that do not; hours where it is `age` or `uptime`. */
const recurrenceFact = z.object({
  fact: z.string(),
  op: z.enum(['=', '<', '>=']),
  value: z.string(),
  /** Share of the node-days inside on which it was seen. */
  precision: z.number(),
  /** Share of the node-days on which it was seen that are inside. */
  recall: z.number(),
})

const recurrenceCandidate = z.object({
  source: z.string(),
  name: z.string(),
  /** How many onsets follow one of its events, of how many. */
  matched: z.number(),
  of: z.number(),
  /** How many would by chance. */
  expected: z.number(),
  /** From the event to the onset, median; negative where the onset is seen first. */
  lagSeconds: z.number(),
})

const recurringMetric = z.object({
  metric: metricId,
  resource: resourceId,
  aspect,
  /** By how much its onsets follow those of the recurrence's own metric, median. */
  lagSeconds: z.number(),
})

const recurringNode = z.object({
  node: z.number(),
  name: z.string(),
  /** On how many of its periods it was seen, of how many observed. */
  seen: z.number(),
  of: z.number(),
  lastOnsetMs: z.number(),
})

export const recurrence = z.object({
  /** Stays the same while metric, period and fact do and the window moves little; a name or a mute is kept by it. */
  signature: z.string(),
  resource: resourceId,
  aspect,
  /** That which moves first, where several do it together. */
  metric: metricId,
  title: z.string(),
  unit,
  periodMinutes: z.number(),
  /** Since Monday 00:00 in `tz`, modulo the period; the end may lie beyond the period where the window spans its turn. */
  startMinuteOfPeriod: z.number(),
  endMinuteOfPeriod: z.number(),
  /** Periods of a node (node-days where it is daily) on which it was seen, of those observed. */
  seen: z.number(),
  of: z.number(),
  /** Periods of the fleet on which some node did it. */
  periodsSeen: z.number(),
  periodsOf: z.number(),
  nodesAffected: z.number(),
  nodesTotal: z.number(),
  /** Those that do it most often first, 200 at most. */
  nodes: z.array(recurringNode),
  /** How far the onsets are spread: from the 5th to the 95th percentile. */
  jitterMinutes: z.number(),
  medianDurationMs: z.number(),
  /** How many robust standard deviations above the hours around it the values rose at least. */
  thresholdSigmas: z.number(),
  /** Highest value above the hours around it, median of the onsets, in `unit`. */
  medianRise: z.number(),
  firstSeenMs: z.number(),
  lastSeenMs: z.number(),
  /** In nats, beyond what the luckiest of all windows tried would give. */
  score: z.number(),
  /** By how much the rest of the clock explains it, after correction for all that was tried. */
  pValue: z.number(),
  /** Whose clock it follows; `undecided` unless the zone's clock changed within the window. */
  clock: z.string(),
  separatedBy: recurrenceFact.nullable(),
  candidates: z.array(recurrenceCandidate),
  /** Other metrics that do the same on the same nodes, the earliest first. */
  also: z.array(recurringMetric),
})
export type Recurrence = z.infer<typeof recurrence>

export const recurrencesAnswer = z.object({
  window: windowAnswer,
  tz: z.string(),
  /** Everything before it is in the answer; null where nothing is measured yet. */
  sealedUntilMs: z.number().nullable(),
  computedAtMs: z.number(),
  /** Whether some of what was measured is still to be looked through; the answer is then made again. Old answers do not say. */
  isFinding: z.boolean().default(false),
  metricsScanned: z.number(),
  /** Strongest first. */
  recurrences: z.array(recurrence),
  tookMs: z.number(),
})
export type RecurrencesAnswer = z.infer<typeof recurrencesAnswer>
