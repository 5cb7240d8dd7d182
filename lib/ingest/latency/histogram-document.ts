import { z } from 'zod'
import { MOST_BUCKETS, COARSEST_SCALE, FINEST_SCALE } from '@/lib/core/latency/histogram'

const MAX_NAME = 500
const MAX_BOUNDS = 500
const MAX_OBSERVATIONS = 100_000
/** No bucket begins or ends beyond what a number holds. */
const MOST_DOUBLINGS = 1000

const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !/\0|\p{Surrogate}/u.test(value), 'holds a NUL or half a character')

const name = text(MAX_NAME).pipe(z.string().min(1))
const optionalName = text(MAX_NAME).nullish()

const count = z.number().min(0, 'is negative').max(Number.MAX_SAFE_INTEGER)
const length = z.number().min(0, 'is negative').max(1e15)

/** Who tells what, and when. */
const head = z.object({
  timestampMs: z.number().int().min(0),
  service: name,
  operation: name,
  vantage: optionalName,
  node: text(1024).nullish(),
  cluster: text(1024).nullish(),
})

const figures = head.extend({
  /** Of every number of a length. */
  unit: z.enum(['ms', 's']).default('ms'),
  count: count.nullish(),
  sum: length.nullish(),
  min: length.nullish(),
  max: length.nullish(),
  errorCount: count.nullish(),
})

const bucketCounts = z.array(count)

const exponential = figures
  .extend({
    scale: z.number().int().min(COARSEST_SCALE).max(FINEST_SCALE),
    zeroCount: count.default(0),
    zeroThreshold: length.default(0),
    positive: z
      .object({
        offset: z.number().int(),
        counts: bucketCounts.max(MOST_BUCKETS, `too many buckets: more than ${String(MOST_BUCKETS)}`),
      })
      .default({ offset: 0, counts: [] }),
    negative: z
      .object({ counts: bucketCounts })
      .nullish()
      .refine((value) => (value?.counts ?? []).every((one) => one === 0), 'a latency is never negative'),
  })
  .refine(
    ({ scale, positive: { offset, counts } }) =>
      Math.max(Math.abs(offset), Math.abs(offset + counts.length)) * 2 ** -scale <= MOST_DOUBLINGS,
    { path: ['positive', 'offset'], message: 'is out of range' },
  )

const bounds = z
  .array(length)
  .max(MAX_BOUNDS, `too many buckets: more than ${String(MAX_BOUNDS)}`)
  .superRefine((list, context) => {
    const at = list.findIndex((bound, place) => place > 0 && bound <= (list[place - 1] ?? 0))
    if (at < 0) return
    const message = list[at] === list[at - 1] ? 'a bucket of zero width' : 'decrease'
    context.addIssue({ code: 'custom', message, path: [at] })
  })

const classic = figures.extend({ bounds, counts: bucketCounts }).superRefine((one, context) => {
  const difference = one.counts.length - one.bounds.length
  if (difference === 1) return
  const message =
    difference === 0
      ? 'lacks the bucket above the last bound'
      : `needs one more than bounds: ${String(one.bounds.length + 1)}, not ${String(one.counts.length)}`
  context.addIssue({ code: 'custom', message, path: ['counts'] })
})

const observations = head.extend({
  observationsMs: z.array(length).min(1).max(MAX_OBSERVATIONS),
  errorCount: count.nullish(),
})

const observation = head.extend({ observationMs: length, isError: z.boolean().nullish() })

/** By the field that only one form has. */
const FORMS = {
  observationMs: observation.transform((document) => ({ form: 'observation' as const, ...document })),
  observationsMs: observations.transform((document) => ({ form: 'observations' as const, ...document })),
  bounds: classic.transform((document) => ({ form: 'bounds' as const, ...document })),
  scale: exponential.transform((document) => ({ form: 'exponential' as const, ...document })),
}

export type HistogramDocument = z.output<(typeof FORMS)[keyof typeof FORMS]>

const FORM_FIELDS = ['observationMs', 'observationsMs', 'bounds', 'scale'] as const

/** One of four forms, and not two of them at once. */
export const histogramDocument = z
  .record(z.string(), z.unknown())
  .transform((value, context): HistogramDocument => {
    const fields = FORM_FIELDS.filter((field) => field in value)
    const [field] = fields
    if (field === undefined || fields.length > 1) {
      const message = `needs one of ${FORM_FIELDS.join(', ')}${fields.length > 1 ? `, not ${fields.join(' and ')}` : ''}`
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }
    const parsed = FORMS[field].safeParse(value)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues)
      context.addIssue({ code: 'custom', message: issue.message, path: issue.path })
    return z.NEVER
  })
