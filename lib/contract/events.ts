import { z } from 'zod'
import { windowAnswer, windowParams } from './window'

const word = z.string().max(200).default('')

/** Ids or names, apart by commas; empty for all. */
const nodeList = z
  .string()
  .max(20_000)
  .default('')
  .transform((text) => [...new Set(text.split(',').map((item) => item.trim()))].filter((item) => item !== ''))
  .refine((items) => items.length <= 500, { message: 'names more than 500 nodes' })

export const eventsParams = windowParams.extend({
  filter: z.string().max(2_000).default(''),
  nodes: nodeList,
  source: word,
  kind: word,
  /** In the name, text or an attribute, in any case. */
  text: word,
  limit: z.coerce.number().int().min(1).max(2_000).default(500),
})
export type EventsParams = z.infer<typeof eventsParams>

/** What is counted: all but the kinds, of which each is counted by itself. */
export const eventDensityParams = eventsParams.pick({
  from: true,
  to: true,
  filter: true,
  nodes: true,
  text: true,
})
export type EventDensityParams = z.infer<typeof eventDensityParams>

const event = z.object({
  id: z.number(),
  startMs: z.number(),
  /** The first moment after it; null is a moment. */
  endMs: z.number().nullable(),
  /** Null is the cluster, or the fleet where that is empty. The id is null while nothing else was heard of the node. */
  node: z.object({ id: z.number().nullable(), name: z.string() }).nullable(),
  cluster: z.string(),
  source: z.string(),
  kind: z.string(),
  name: z.string(),
  text: z.string(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type EventAnswer = z.infer<typeof event>

export const eventsAnswer = z.object({
  window: windowAnswer,
  asOfMs: z.number().nullable(),
  /** Those that overlap the window, the newest first. */
  events: z.array(event),
  cut: z.object({ shown: z.number(), of: z.number() }).nullable(),
})
export type EventsAnswer = z.infer<typeof eventsAnswer>

const eventKind = z.object({
  source: z.string(),
  kind: z.string(),
  total: z.number(),
  /** How many begin in each step; what began before the window counts in the first. */
  counts: z.array(z.number()),
})
export type EventKindDensity = z.infer<typeof eventKind>

export const eventDensity = z.object({
  window: windowAnswer,
  stepMs: z.number(),
  nowMs: z.number(),
  asOfMs: z.number().nullable(),
  /** The most frequent first. */
  kinds: z.array(eventKind),
  total: z.number(),
  /** Kinds that are shown and that there are; null where all are. */
  cut: z.object({ shown: z.number(), of: z.number() }).nullable(),
  /** Whether any event is kept, of whatever time and kind. */
  isAnyKnown: z.boolean(),
})
export type EventDensity = z.infer<typeof eventDensity>
