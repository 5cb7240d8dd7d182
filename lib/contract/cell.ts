import { z } from 'zod'
import { aspect, resourceId } from './reading'
import { windowAnswer, windowParams } from './window'

export const cellParams = windowParams.extend({
  /** The id, or the name of a node. */
  id: z.string().min(1).max(500),
  resource: resourceId,
})
export type CellParams = z.infer<typeof cellParams>

const verdictRun = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  /** It was there when the window began. */
  isFromStart: z.boolean(),
  isOngoing: z.boolean(),
})
export type VerdictRunAnswer = z.infer<typeof verdictRun>

const aspectOrigin = z.object({
  /** The newest stretch of time with the cell's verdict; null where nothing is wrong. */
  run: verdictRun.nullable(),
  /** The device that is worst; null where the metric has no devices. */
  device: z.object({ name: z.string(), value: z.number() }).nullable(),
})
export type AspectOrigin = z.infer<typeof aspectOrigin>

/** What the readings of one resource of one node come from. */
export const cellAnswer = z.object({
  window: windowAnswer,
  stepMs: z.number(),
  aspects: z.partialRecord(aspect, aspectOrigin),
})
export type CellAnswer = z.infer<typeof cellAnswer>
