import { z } from 'zod'
import { bins, clockHead, clockScope } from './clock'

export const clockDaysParams = clockScope.extend({
  /** Id or name of the one node asked for; empty for all nodes of the filter together. */
  node: z.string().max(500).default(''),
})
export type ClockDaysParams = z.infer<typeof clockDaysParams>

const clockDay = z.object({
  /** 2026-10-25, in the zone asked for. */
  date: z.string(),
  /** From 1 for Monday to 7 for Sunday. */
  weekday: z.number(),
  fromMs: z.number(),
  toMs: z.number(),
  /** 23 or 25 hours where the clock changes; half hours where it changes by as much. */
  hours: z.number(),
  /** Bins that the clock skips on this day, and those that it shows twice: the first, and the first after them. */
  skipped: z.tuple([z.number(), z.number()]).nullable(),
  repeated: z.tuple([z.number(), z.number()]).nullable(),
  /** The node's highest value of each five minutes, or the share of the measured nodes that lie above their own thresholds. */
  values: bins,
})

export const clockDaysAnswer = clockHead.extend({
  /** Null where all nodes of the filter are asked for together. */
  node: z.object({ id: z.number(), name: z.string(), threshold: z.number().nullable() }).nullable(),
  /** How many nodes were measured. */
  total: z.number(),
  /** The oldest first. */
  days: z.array(clockDay),
})
export type ClockDaysAnswer = z.infer<typeof clockDaysAnswer>
