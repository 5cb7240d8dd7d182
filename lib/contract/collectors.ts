import { z } from 'zod'

export const collectorsParams = z.object({})
export type CollectorsParams = z.infer<typeof collectorsParams>

const senderRefusal = z.object({
  reason: z.string(),
  count: z.number(),
  example: z.string(),
  lastMs: z.number(),
})

const collector = z.object({
  id: z.number(),
  name: z.string(),
  protocol: z.string(),
  userAgent: z.string(),
  firstSeenMs: z.number(),
  lastSeenMs: z.number(),
  nodes: z.number(),
  series: z.number(),
  accepted: z.number(),
  samplesPerSecond: z.number().nullable(),
  /** Time received minus the newest sample's own time. */
  lagMs: z.number().nullable(),
  refusals: z.array(senderRefusal),
})
export type Collector = z.infer<typeof collector>

export const collectorsAnswer = z.object({
  nowMs: z.number(),
  roll: z.object({
    asOfMs: z.number().nullable(),
    sealedUntilMs: z.number().nullable(),
    /** Acknowledged log entries that the roller has not read yet, over all node groups. */
    waitingEntries: z.number(),
    groups: z.number(),
    /** Rollers that are connected to the database, in whatever process. */
    rollers: z.number(),
  }),
  senders: z.array(collector),
  disk: z.object({
    totalBytes: z.number(),
    tables: z.array(
      z.object({
        table: z.string(),
        bytes: z.number(),
        /** What a day takes; null where it is not known or makes no sense. */
        bytesPerDay: z.number().nullable(),
        /** The oldest time that retention keeps now; null for what is kept for good. */
        keptSinceMs: z.number().nullable(),
      }),
    ),
  }),
})
export type CollectorsAnswer = z.infer<typeof collectorsAnswer>
