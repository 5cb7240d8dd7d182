import { z } from 'zod'
import { isZone } from '../core/local-days'
import { metricId, unit } from './reading'

const MAX_CLOCK_DAYS = 92

export const clockParams = z.object({
  metric: metricId,
  /** Local days, the last of them being today. */
  days: z.coerce.number().int().min(1).max(MAX_CLOCK_DAYS).default(28),
  tz: z
    .string()
    .max(100)
    .refine(isZone, { message: 'must be a time zone like Europe/Berlin' })
    .default('UTC'),
  filter: z.string().max(2_000).default(''),
  limit: z.coerce.number().int().min(1).max(2_000).default(500),
})
export type ClockParams = z.infer<typeof clockParams>

/** By five minutes of the local day; null is not measured. A day on which the clock changes lacks an hour or has one twice. */
const bins = z.array(z.number().nullable())

const clockNode = z.object({
  node: z.number(),
  name: z.string(),
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
export type ClockNode = z.infer<typeof clockNode>

export const clockAnswer = z.object({
  binMinutes: z.literal(5),
  tz: z.string(),
  metric: metricId,
  unit,
  fromMs: z.number(),
  toMs: z.number(),
  /** Everything before it is in the answer. */
  sealedUntilMs: z.number().nullable(),
  /** Those that stand out on the largest share of days first. */
  nodes: z.array(clockNode),
  shown: z.number(),
  total: z.number(),
})
export type ClockAnswer = z.infer<typeof clockAnswer>
