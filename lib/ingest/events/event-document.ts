import { z } from 'zod'

const MAX_NAME = 200
const MAX_TEXT = 8192
const MAX_ATTRIBUTES = 64

/** Text that Postgres can keep. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !/\0|\p{Surrogate}/u.test(value), 'holds a NUL or half a character')

const name = text(MAX_NAME).pipe(z.string().min(1))

/** Nodes and clusters may be called what samples call them. */
const nodeName = text(1024)

const attributes = z
  .record(name, z.union([text(MAX_TEXT), z.number(), z.boolean(), z.null()]))
  .refine(
    (value) => Object.keys(value).length <= MAX_ATTRIBUTES,
    `more than ${String(MAX_ATTRIBUTES)} attributes`,
  )

const timeMs = z.number().int().min(0)

export const eventDocument = z
  .object({
    startMs: timeMs,
    endMs: timeMs.nullish(),
    node: nodeName.nullish(),
    cluster: nodeName.nullish(),
    source: name,
    kind: name,
    name,
    text: text(MAX_TEXT),
    attributes: attributes.nullish(),
  })
  .refine(({ startMs, endMs }) => (endMs ?? startMs) >= startMs, {
    path: ['endMs'],
    message: 'is before startMs',
  })
export type EventDocument = z.output<typeof eventDocument>
