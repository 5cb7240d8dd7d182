import { z } from 'zod'
import { clockHead, clockScope } from './clock'
import { parseClockBand } from './clock-band-text'

export const clockBandParams = clockScope.extend({
  band: z.string().refine((text) => parseClockBand(text) !== null, {
    message: 'must be a part of the day in whole five minutes, like 06:00-07:30 or 23:30-00:30',
  }),
})
export type ClockBandParams = z.infer<typeof clockBandParams>

const bandNode = z.object({
  node: z.number(),
  name: z.string(),
  cluster: z.string(),
  /** On how many days it lay above its own threshold in the band, and on how many the band was measured. */
  seen: z.number(),
  of: z.number(),
  threshold: z.number().nullable(),
  /** The highest value that the band has on any day. */
  highest: z.number().nullable(),
})

const bandDay = z.object({
  date: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  /** Nodes above their own thresholds in the band, and nodes measured. */
  above: z.number(),
  measured: z.number(),
})

const bandEvents = z.object({
  source: z.string(),
  kind: z.string(),
  name: z.string(),
  count: z.number(),
  /** On how many days, and on how many nodes where it names them. */
  days: z.number(),
  nodes: z.number(),
})

export const clockBandAnswer = clockHead.extend({
  /** Those that lie above their thresholds on some day, the most often first. */
  nodes: z.array(bandNode),
  shown: z.number(),
  /** How many lie above their threshold on some day, and how many were measured. */
  above: z.number(),
  total: z.number(),
  /** The oldest first. */
  days: z.array(bandDay),
  /** What happened in the band, by name, on the most days first. */
  events: z.array(bandEvents),
  eventNames: z.number(),
})
export type ClockBandAnswer = z.infer<typeof clockBandAnswer>
