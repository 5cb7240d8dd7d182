import { z } from 'zod'

const MAX_TEXT = 1024

/** Text that Postgres can keep. */
const text = z
  .string()
  .max(8192)
  .refine((value) => !/\0|\p{Surrogate}/u.test(value), 'holds a NUL or half a character')

const name = text.pipe(z.string().min(1).max(MAX_TEXT))

const labels = z
  .record(name, text)
  .refine((value) => Object.keys(value).length <= 128, 'more than 128 labels')

const nodeHeader = z.object({
  name,
  cluster: text.optional(),
  labels: labels.optional(),
  facts: z.record(name, z.union([text, z.number(), z.boolean()])).optional(),
})

const samples = z.array(z.unknown()).min(1, 'is empty')

/** Samples of a node, or of a service that runs on no node in particular. */
export const samplesDocument = z.union(
  [z.object({ node: nodeHeader, samples }), z.object({ service: name, cluster: text.optional(), samples })],
  { error: 'must be { node: { name }, samples: […] } or { service, samples: […] }' },
)
export type SamplesDocument = z.output<typeof samplesDocument>

export const sampleDocument = z.object({
  timestampMs: z.number().int(),
  values: z.record(z.string(), z.unknown()).default({}),
  series: z.array(z.unknown()).default([]),
})
export type SampleDocument = z.output<typeof sampleDocument>

/** Null means not measured. */
export const measuredValue = z.union([z.number().nullable(), z.record(text, z.number().nullable())], {
  error: 'must be a number or { device: number }',
})

export const sourceSeries = z.object({
  name,
  labels: labels.default({}),
  type: z.enum(['gauge', 'counter']),
  value: z.number(),
})
