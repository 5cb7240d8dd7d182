import type { Sender as SenderModel } from '@/prisma/generated/client'
import type { Store } from './db'
import { queryPlanned } from './sql'
import { withStoreErrors } from './store-errors'

export interface SenderKey {
  /** The token's name, or `loopback`. */
  name: string
  protocol: string
  userAgent: string
}

export const findOrCreateSender = (store: Store, key: SenderKey, nowMs: number): Promise<number> =>
  withStoreErrors(async () => {
    const seen = { firstSeenMs: BigInt(nowMs), lastSeenMs: BigInt(nowMs) }
    await store.prisma.sender.createMany({ data: [{ ...key, ...seen }], skipDuplicates: true })
    const sender = await store.prisma.sender.findUniqueOrThrow({
      where: { name_protocol_userAgent: key },
      select: { id: true },
    })
    return sender.id
  })

export interface Refusal {
  reason: string
  count: number
  example: string
  lastMs: number
}

/** What a sender did since the last flush; counts are added to what is kept. */
export interface SenderStats {
  senderId: number
  lastSeenMs: number
  accepted: number
  lagMs: number | null
  nodeIds: readonly number[]
  refusals: readonly Refusal[]
}

/** A rate is a mean over the past that fades at this pace. */
const FADE_MS = 120_000
/** Postgres refuses an exponential that is too small to be told from zero. */
const LONGEST_FADE = 500
/** The rate of a sender that was met only now is not known better than over this time. */
const SHORTEST_MS = 10_000

/**
 * Several processes may hear the same sender, in any order of their flushes: each adds what it heard to a rate that fades
 * from when the sender was last heard, and only the latest says how late the sender is. Rows are locked in the order of ids,
 * so that two processes that flush at once do not wait for each other in a circle.
 */
const UPDATE = {
  name: 'update_senders',
  text: `
    WITH told AS (
      SELECT * FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::float8[]) AS told(id, heard_ms, samples, lag_ms)
    ), locked AS MATERIALIZED (
      SELECT id FROM sender WHERE id = ANY($1::int[]) ORDER BY id FOR UPDATE
    )
    UPDATE sender SET
      samples_per_second =
        coalesce(samples_per_second, 0)
          * exp(-least(${LONGEST_FADE}, greatest(0, told.heard_ms - last_seen_ms) / ${FADE_MS}::float8))
        + told.samples / ${FADE_MS / 1000}::float8
          * exp(-least(${LONGEST_FADE}, greatest(0, last_seen_ms - told.heard_ms) / ${FADE_MS}::float8)),
      lag_ms = CASE WHEN told.heard_ms >= last_seen_ms THEN told.lag_ms ELSE sender.lag_ms END,
      last_seen_ms = greatest(last_seen_ms, told.heard_ms),
      accepted = accepted + told.samples
    FROM told JOIN locked USING (id) WHERE sender.id = told.id`,
}

const updateValues = (stats: readonly SenderStats[]): unknown[] => [
  stats.map(({ senderId }) => senderId),
  stats.map(({ lastSeenMs }) => lastSeenMs),
  stats.map(({ accepted }) => accepted),
  stats.map(({ lagMs }) => lagMs),
]

type Rated = Pick<SenderModel, 'samplesPerSecond' | 'firstSeenMs' | 'lastSeenMs'>

/** The faded rate at a time, as if the sender had sent before it was met as it did since. */
function rateAt(nowMs: number, sender: Rated): number | null {
  if (sender.samplesPerSecond === null) return null
  const silentMs = Math.max(0, nowMs - Number(sender.lastSeenMs))
  const knownMs = Math.max(SHORTEST_MS, nowMs - Number(sender.firstSeenMs))
  return (sender.samplesPerSecond * Math.exp(-silentMs / FADE_MS)) / (1 - Math.exp(-knownMs / FADE_MS))
}

/** Mostly there is nothing new but how much was sent, which is one statement. */
export const flushSenderStats = async (store: Store, stats: readonly SenderStats[]): Promise<void> => {
  if (stats.every(({ nodeIds, refusals }) => nodeIds.length === 0 && refusals.length === 0))
    await queryPlanned(store, UPDATE, updateValues(stats))
  else await flushTogether(store, stats)
}

const flushTogether = (store: Store, stats: readonly SenderStats[]): Promise<void> =>
  withStoreErrors(async () => {
    const { senderNode, senderRefusal } = store.prisma
    const ordered = [...stats].sort((a, b) => a.senderId - b.senderId)
    await store.prisma.$transaction([
      store.prisma.$executeRawUnsafe(UPDATE.text, ...updateValues(stats)),
      senderNode.createMany({
        data: ordered.flatMap(({ senderId, nodeIds }) => nodeIds.map((nodeId) => ({ senderId, nodeId }))),
        skipDuplicates: true,
      }),
      ...ordered.flatMap(({ senderId, refusals }) =>
        [...refusals]
          .sort((a, b) => (a.reason < b.reason ? -1 : 1))
          .map(({ reason, count, example, lastMs }) =>
            senderRefusal.upsert({
              where: { senderId_reason: { senderId, reason } },
              create: { senderId, reason, count, example, lastMs: BigInt(lastMs) },
              update: { count: { increment: count }, example, lastMs: BigInt(lastMs) },
            }),
          ),
      ),
    ])
  })

export interface SenderRow extends SenderKey {
  id: number
  firstSeenMs: number
  lastSeenMs: number
  accepted: number
  samplesPerSecond: number | null
  lagMs: number | null
  nodes: number
  series: number
  refusals: Refusal[]
}

/** Last heard first. */
export const readSenders = (store: Store, nowMs: number): Promise<SenderRow[]> =>
  withStoreErrors(async () => {
    const { prisma } = store
    const [senders, nodes, refusals] = await Promise.all([
      prisma.sender.findMany({ orderBy: [{ lastSeenMs: 'desc' }, { id: 'asc' }] }),
      prisma.senderNode.groupBy({ by: ['senderId'], _count: true }),
      prisma.senderRefusal.findMany({ orderBy: { count: 'desc' } }),
    ])
    const nodeCounts = new Map(nodes.map((row) => [row.senderId, row._count]))
    return senders.map(({ seriesCount, ...sender }) => ({
      ...sender,
      firstSeenMs: Number(sender.firstSeenMs),
      lastSeenMs: Number(sender.lastSeenMs),
      accepted: Number(sender.accepted),
      samplesPerSecond: rateAt(nowMs, sender),
      series: seriesCount,
      nodes: nodeCounts.get(sender.id) ?? 0,
      refusals: refusals
        .filter((refusal) => refusal.senderId === sender.id)
        .map(({ reason, count, example, lastMs }) => ({
          reason,
          count: Number(count),
          example,
          lastMs: Number(lastMs),
        })),
    }))
  })
