import { z } from 'zod'
import { metricId, unit } from './reading'
import { windowAnswer, windowParams } from './window'

const list = (max: number) =>
  z
    .string()
    .max(20_000)
    .transform((text) =>
      [...new Set(text.split(',').map((item) => item.trim()))].filter((item) => item !== ''),
    )
    .refine((items) => items.length > 0 && items.length <= max, {
      message: `needs 1 to ${String(max)} items`,
    })

const stepMs = z
  .string()
  .regex(/^(\d{1,12}|\d{1,4}[smhd])$/, 'must be milliseconds or like 5m')
  .transform((text) => {
    const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[text.slice(-1)]
    return unitMs === undefined ? Number(text) : Number(text.slice(0, -1)) * unitMs
  })

export const seriesParams = windowParams.extend({
  metric: list(60).pipe(z.array(metricId)),
  /** Ids or names. */
  nodes: list(500),
  /** Absent or empty: the whole node. `*`: every device. */
  device: z.string().max(500).default(''),
  step: stepMs.optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
})
export type SeriesParams = z.infer<typeof seriesParams>

const values = z.array(z.number().nullable())

const seriesLine = z.object({
  metric: metricId,
  unit,
  node: z.number(),
  name: z.string(),
  device: z.string(),
  /** Null is a gap. */
  mean: values,
  min: values,
  max: values,
})
export type SeriesLine = z.infer<typeof seriesLine>

export const seriesAnswer = z.object({
  window: windowAnswer,
  asOfMs: z.number().nullable(),
  stepMs: z.number(),
  startMs: z.number(),
  series: z.array(seriesLine),
  cut: z.object({ shown: z.number(), of: z.number() }).nullable(),
})
export type SeriesAnswer = z.infer<typeof seriesAnswer>
