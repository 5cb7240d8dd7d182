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
  limit: z.coerce.number().int().min(1).max(2_000).default(500),
})
export type EventsParams = z.infer<typeof eventsParams>

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
