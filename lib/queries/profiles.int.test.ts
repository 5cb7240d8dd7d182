import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  profileMomentsAnswer,
  profileMomentsParams,
  profilesAnswer,
  profilesDiffParams,
  type ProfilesAnswer,
} from '../contract/profiles'
import { ROOT } from '../core/profiles/stack-tree'
import { StackTreeBuilder } from '../core/profiles/stack-tree-builder'
import { HOUR_MS, MINUTE_MS } from '../core/times'
import { appendProfile, type NewProfile } from '../store/profiles'
import { inSnapshot } from '../store/snapshot'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { registerAll } from '../store/test-fleet'
import { readProfileMoments } from './read-profile-moments'
import { readProfiles } from './read-profiles'

const NOW_MS = Math.floor(Date.now() / HOUR_MS) * HOUR_MS

let database: TestDatabase
let hashes = 0

const keep = async (change: Partial<NewProfile>, samples: readonly (readonly [string, number])[]) => {
  const builder = new StackTreeBuilder({ mostFrames: 500_000, mostNodes: 1_000_000 })
  const nodes = samples.map(([stack, weight]) => {
    const node = stack.split(';').reduce((at, name) => builder.child(at, builder.frame(name)), ROOT)
    builder.add(node, weight)
    return node
  })
  hashes += 1
  const profile: NewProfile = {
    contentHash: Buffer.from(String(hashes).padStart(16, '0')),
    startedMs: NOW_MS - 10 * MINUTE_MS,
    endedMs: NOW_MS - 9 * MINUTE_MS,
    cluster: 'eu',
    node: 'proxy-1',
    service: 'proxy',
    format: 'folded',
    type: 'samples',
    unit: 'count',
    total: samples.reduce((sum, [, weight]) => sum + weight, 0),
    tree: builder.build(),
    moments:
      change.type === 'timed' ? { offsets: Uint32Array.of(0, 15_000), nodes: Uint32Array.from(nodes) } : null,
    ...change,
  }
  await appendProfile(database.store, profile, [], NOW_MS)
}

beforeAll(async () => {
  database = await createTestDatabase()
  await registerAll(
    database.store,
    [{ node: { cluster: 'eu', instance: 'proxy-1' }, name: 'up', labels: { role: 'proxy' } }],
    NOW_MS,
  )
  await keep({}, [
    ['proxy;accept', 50],
    ['proxy;spin', 50],
  ])
  await keep({ node: 'proxy-2' }, [['proxy;accept', 10]])
  await keep({ startedMs: NOW_MS - 25 * HOUR_MS, endedMs: NOW_MS - 24.5 * HOUR_MS }, [['proxy;accept', 30]])
  await keep({ node: null, service: 'job', type: 'timed' }, [
    ['job;first', 1],
    ['job;second', 1],
  ])
})
afterAll(() => database.drop())

const ask = async (params: object): Promise<ProfilesAnswer> => {
  const asked = profilesDiffParams.parse({ from: String(NOW_MS - HOUR_MS), to: String(NOW_MS), ...params })
  const answer = await inSnapshot(database.store, (snapshot) =>
    readProfiles(snapshot, asked, NOW_MS, () => undefined),
  )
  return profilesAnswer.parse(JSON.parse(JSON.stringify(answer)))
}

const totals = ({ flame, frames }: ProfilesAnswer) => ({
  all: flame?.totals[0],
  frames: Object.fromEntries(frames.map(({ name, total, baseTotal }) => [name, [total, baseTotal]])),
})

describe('the profiles of a window', () => {
  it('are listed by node and service, and merged by what they count', async () => {
    const answer = await ask({})
    expect(answer.profiled.map(({ node, service, count }) => [node?.name, service, count])).toEqual([
      ['proxy-1', 'proxy', 1],
      ['proxy-2', 'proxy', 1],
      [undefined, 'job', 1],
    ])
    expect(answer.profiled[0]?.node?.id).toEqual(expect.any(Number))
    expect(answer.kinds.map(({ type, count }) => [type, count])).toEqual([
      ['samples', 2],
      ['timed', 1],
    ])
    expect(answer.merged).toMatchObject({ count: 2, of: 2, total: 110 })
    expect(totals(answer)).toEqual({
      all: 110,
      frames: { proxy: [110, null], accept: [60, null], spin: [50, null] },
    })
  })

  it('are those of a node, known or not, of a service or of nodes that fit', async () => {
    const totalOf = async (params: object) => (await ask(params)).merged?.total ?? null
    expect(await totalOf({ node: 'proxy-1' })).toBe(100)
    expect(await totalOf({ node: 'proxy-2' })).toBe(10)
    expect(await totalOf({ node: 'proxy-3' })).toBeNull()
    expect(await totalOf({ service: 'job' })).toBe(2)
    expect(await totalOf({ filter: 'instance=proxy-1' })).toBe(100)
  })

  it('are compared with another window, or with other nodes', async () => {
    const day = { againstFrom: String(NOW_MS - 25 * HOUR_MS), againstTo: String(NOW_MS - 24 * HOUR_MS) }
    expect(totals(await ask({ node: 'proxy-1', ...day }))).toEqual({
      all: 100,
      frames: { proxy: [100, 30], accept: [50, 30], spin: [50, 0] },
    })
    const nodes = await ask({ node: 'proxy-2', againstNode: 'proxy-1' })
    expect(nodes.against?.total).toBe(100)
    expect(totals(nodes).frames.spin).toEqual([0, 50])
    expect((await ask({ ...day, service: 'job' })).against).toMatchObject({ count: 0, total: 0 })
  })

  it('tell when each sample was taken, where the profile does', async () => {
    const { timed } = await ask({ service: 'job' })
    const moments = async (more: object) => {
      const params = profileMomentsParams.parse({ profile: timed[0]?.id, ...more })
      const answer = await inSnapshot(database.store, (snapshot) => readProfileMoments(snapshot, params))
      return profileMomentsAnswer.parse(answer)
    }
    const all = await moments({})
    expect([all.seconds, all.rows, all.flame]).toEqual([2, 50, null])
    expect(all.counts.flatMap((count, cell) => (count > 0 ? [cell] : []))).toEqual([0, 75])
    expect((await moments({ partFrom: 1000, partTo: 2000 })).frames.map(({ name }) => name)).toEqual([
      'second',
      'job',
    ])
  })

  it('that are very large are answered in less than a megabyte, and nothing is lost', async () => {
    const large = Array.from(
      { length: 200_000 },
      (_, at) =>
        [
          `big;layer${String(at % 97)};${'x'.repeat(60)}${String(at % 5001)};leaf${String(at)}`,
          1 + (at % 7),
        ] as const,
    )
    await keep({ service: 'large' }, large)
    const answer = await ask({ service: 'large' })
    expect(JSON.stringify(answer).length).toBeLessThan(1_000_000)
    expect(answer.flame?.totals[0]).toBe(large.reduce((sum, [, weight]) => sum + weight, 0))
    expect(answer.flame?.gathered.some((count) => count > 1000)).toBe(true)
  })
})
