import type { Store } from './db'
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
  samplesPerSecond: number | null
  lagMs: number | null
  nodeIds: readonly number[]
  refusals: readonly Refusal[]
}

/** In order of ids, so that two processes that flush at once do not wait for each other in a circle. */
export const flushSenderStats = (store: Store, stats: readonly SenderStats[]): Promise<void> =>
  withStoreErrors(async () => {
    const { sender, senderNode, senderRefusal } = store.prisma
    const ordered = [...stats].sort((a, b) => a.senderId - b.senderId)
    await store.prisma.$transaction([
      ...ordered.map(({ senderId, lastSeenMs, accepted, samplesPerSecond, lagMs }) =>
        sender.updateMany({
          where: { id: senderId },
          data: {
            lastSeenMs: BigInt(lastSeenMs),
            accepted: { increment: accepted },
            samplesPerSecond,
            lagMs,
          },
        }),
      ),
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
export const readSenders = (store: Store): Promise<SenderRow[]> =>
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
