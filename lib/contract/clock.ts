import { z } from 'zod'
import { isZone, localDays, type LocalDays } from '../core/local-days'
import { metricId, unit } from './reading'
import { momentMs, timeExpression } from './window'

const MAX_CLOCK_DAYS = 92

/** Days of the week from 1 for Monday to 7 for Sunday, apart by commas; empty for all. */
const weekdays = z
  .string()
  .regex(/^([1-7](,[1-7])*)?$/, { message: 'must be days of the week from 1 (Monday) to 7, like 6,7' })
  .default('')

/** What every question about times of the day asks of. */
export const clockScope = z.object({
  metric: metricId,
  /** The last of the days is the one that ends then or that it lies in. */
  to: timeExpression.default('now'),
  /** Local days. */
  days: z.coerce.number().int().min(1).max(MAX_CLOCK_DAYS).default(28),
  tz: z
    .string()
    .max(100)
    .refine(isZone, { message: 'must be a time zone like Europe/Berlin' })
    .default('UTC'),
  weekdays,
  filter: z.string().max(2_000).default(''),
})
export type ClockScope = z.infer<typeof clockScope>

/** The days that are asked for, none of them after today; midnight ends the day before. */
export const daysOf = ({ to, days, tz }: ClockScope, nowMs: number): LocalDays =>
  localDays(Math.min(nowMs, momentMs('to', to, nowMs)) - 1, days, tz)

export const clockParams = clockScope.extend({
  /** A label or fact whose value of each node is answered as its group. */
  group: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(2_000).default(500),
})
export type ClockParams = z.infer<typeof clockParams>

/** By five minutes of the local day; null is not measured. A day on which the clock changes lacks an hour or has one twice. */
export const bins = z.array(z.number().nullable())

const node = z.object({
  node: z.number(),
  name: z.string(),
  cluster: z.string(),
  /** Its value of the label or fact asked for; empty where it has none. */
  group: z.string(),
  /** Over the days, of the highest value of each five minutes. */
  mean: bins,
  p95: bins,
  max: bins,
  /** Share of the days on which the highest value lies above the threshold. */
  exceedShare: bins,
  /** On how many days the five minutes were measured. */
  days: z.array(z.number()),
  /** The node's own: the median of its five-minute maxima plus 3.5 of their standard deviations, robustly estimated. */
  threshold: z.number().nullable(),
})
export type ClockNode = z.infer<typeof node>

/** What every answer about times of the day says of itself. */
export const clockHead = z.object({
  binMinutes: z.literal(5),
  tz: z.string(),
  metric: metricId,
  unit,
  fromMs: z.number(),
  toMs: z.number(),
  /** Everything before it is in the answer. */
  sealedUntilMs: z.number().nullable(),
})
export type ClockHead = z.infer<typeof clockHead>

export const clockAnswer = clockHead.extend({
  /** Those that stand out on the largest share of days first. */
  nodes: z.array(node),
  /** Labels that some node has, to group by; facts may be asked for too. */
  labels: z.array(z.string()),
  shown: z.number(),
  /** Nodes that the filter matches and that were measured. */
  total: z.number(),
  /** Nodes there are without the filter. */
  known: z.number(),
})
export type ClockAnswer = z.infer<typeof clockAnswer>
