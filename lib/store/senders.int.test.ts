import { afterAll, beforeAll, expect, it } from 'vitest'
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
    samplesPerSecond: 12.5,
    lagMs: 40 * 86_400_000,
    nodeIds,
    refusals: [{ reason: 'too_old', count: 3, example, lastMs: lastSeenMs }],
  })
  await flushSenderStats(database.store, [stats(NOW_MS + 1, [1, 2], 'first')])
  await flushSenderStats(database.store, [stats(NOW_MS + 2, [2, 3], 'second')])
  const sender = (await readSenders(database.store)).find(({ id }) => id === senderId)
  expect(sender).toMatchObject({
    firstSeenMs: NOW_MS,
    lastSeenMs: NOW_MS + 2,
    accepted: 200,
    lagMs: 40 * 86_400_000,
    nodes: 3,
    refusals: [{ reason: 'too_old', count: 6, example: 'second', lastMs: NOW_MS + 2 }],
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
