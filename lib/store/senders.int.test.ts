import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NotFoundError } from '@/lib/core/errors'
import { appendFacts, readFacts } from './facts'
import { findOrCreateSender, flushSenderStats, readSenders } from './senders'
import { createTestDatabase } from './test-database'
import type { TestDatabase } from './test-database'
import { createToken, findToken, readTokens, revokeToken } from './tokens'

const NOW_MS = 1_790_000_000_000

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

it('a sender that is met by several requests at once is one', async () => {
  const key = { name: 'loopback', protocol: 'native', userAgent: 'curl' }
  const ids = await Promise.all(
    Array.from({ length: 6 }, () => findOrCreateSender(database.store, key, NOW_MS)),
  )
  expect(new Set(ids).size).toBe(1)
})

it('what senders did is added up, and a refusal keeps its latest example', async () => {
  const senderId = await findOrCreateSender(
    database.store,
    { name: 'a', protocol: 'remote_write', userAgent: '' },
    NOW_MS,
  )
  const stats = (lastSeenMs: number, nodeIds: number[], example: string) => ({
    senderId,
    lastSeenMs,
    accepted: 100,
    lagMs: 40 * 86_400_000,
    nodeIds,
    refusals: [{ reason: 'too_old', count: 3, example, lastMs: lastSeenMs }],
  })
  await flushSenderStats(database.store, [stats(NOW_MS + 1, [1, 2], 'first')])
  await flushSenderStats(database.store, [stats(NOW_MS + 2, [2, 3], 'second')])
  const sender = (await readSenders(database.store, NOW_MS)).find(({ id }) => id === senderId)
  expect(sender).toMatchObject({
    firstSeenMs: NOW_MS,
    lastSeenMs: NOW_MS + 2,
    accepted: 200,
    lagMs: 40 * 86_400_000,
    nodes: 3,
    refusals: [{ reason: 'too_old', count: 6, example: 'second', lastMs: NOW_MS + 2 }],
  })
})

describe('a sender that two processes hear', () => {
  const TOLD = Array.from({ length: 60 }, (_, at) => ({ lastSeenMs: NOW_MS + at * 10_000, lagMs: 1000 + at }))
  const nowMs = NOW_MS + 600_000

  const tell = async (name: string, order: readonly (typeof TOLD)[number][]) => {
    const senderId = await findOrCreateSender(
      database.store,
      { name, protocol: 'remote_write', userAgent: '' },
      NOW_MS,
    )
    for (const told of order)
      await flushSenderStats(database.store, [
        { senderId, accepted: 500, nodeIds: [], refusals: [], ...told },
      ])
    return (await readSenders(database.store, nowMs)).find(({ id }) => id === senderId)
  }

  it('has the rate of both together, and is as late as it was when it was heard last', async () => {
    const sender = await tell('two', TOLD)
    expect(sender).toMatchObject({ accepted: 30_000, lastSeenMs: TOLD.at(-1)?.lastSeenMs, lagMs: 1059 })
    expect(sender?.samplesPerSecond).toBeCloseTo(50, -1)
  })

  it('has the same in whatever order they tell', async () => {
    const [inOrder, shuffled] = [await tell('sorted', TOLD), await tell('reversed', [...TOLD].reverse())]
    expect(shuffled?.samplesPerSecond).toBeCloseTo(inOrder?.samplesPerSecond ?? NaN, 6)
    expect(shuffled).toMatchObject({ lastSeenMs: inOrder?.lastSeenMs, lagMs: inOrder?.lagMs })
  })

  it('has a rate that fades when nobody hears it any more, and none before anybody did', async () => {
    const sender = await tell('silent', TOLD.slice(0, 1))
    expect(sender?.samplesPerSecond).toBeLessThan(0.1)
    expect(await tell('unheard', [])).toMatchObject({ samplesPerSecond: null })
    const later = await readSenders(database.store, nowMs + 30 * 86_400_000)
    expect(later.every(({ samplesPerSecond }) => samplesPerSecond === null || samplesPerSecond < 1e-9)).toBe(
      true,
    )
  })
})

it('a revoked token opens nothing, and an unknown one cannot be revoked', async () => {
  const hash = Buffer.alloc(32, 7)
  await createToken(database.store, { name: 'ci', hash, seriesCap: 10, nodeCap: 2 })
  await revokeToken(database.store, 'ci', NOW_MS)
  await revokeToken(database.store, 'ci', NOW_MS + 1)
  expect(await findToken(database.store, hash)).toBeNull()
  expect(await readTokens(database.store)).toMatchObject([{ name: 'ci', revokedMs: NOW_MS }])
  await expect(revokeToken(database.store, 'nobody', NOW_MS)).rejects.toThrow(NotFoundError)
})

it('facts in force at a time are the last ones observed up to it', async () => {
  const fact = (value: string, observedMs: number) => ({
    nodeId: 1,
    device: 'eth0',
    name: 'driver',
    value,
    observedMs,
  })
  await appendFacts(database.store, [fact('vif', 10), fact('vif', 20)])
  await appendFacts(database.store, [fact('ixgbevf', 30)])
  const values = async (atMs?: number) =>
    (await readFacts(database.store, atMs === undefined ? {} : { atMs })).map(
      ({ value, observedMs }) => `${value}@${observedMs}`,
    )
  expect(await values()).toEqual(['vif@10', 'ixgbevf@30'])
  expect([await values(5), await values(29), await values(99)]).toEqual([[], ['vif@10'], ['ixgbevf@30']])
})
