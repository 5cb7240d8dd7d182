import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AnalysisThread } from '../analysis/analysis-thread'
import {
  correlationsAnswer,
  correlationsParams,
  instancesAnswer,
  instancesParams,
} from '../contract/correlations'
import { NotFoundError } from '../core/errors'
import { HOUR_MS, MINUTE_MS } from '../core/times'
import { inSnapshot } from '../store/snapshot'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { readCorrelations } from './read-correlations'
import { readInstances } from './read-instances'
import { buildAnalysisWorker } from './test-analyses'
import { rollTestSamples } from './test-samples'

const NOW_MS = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
const FROM_MS = NOW_MS - 4 * HOUR_MS
const MINUTES = 240
const LAG_MINUTES = 7
const DISK = 'disk.utilization.busy'
const TCP = 'tcp.saturation.retransmits'
const CPU = 'cpu.utilization.busy'

/** Looks like noise, and is the same each time. */
const noise = (seed: number) => (minute: number) => {
  let mixed = Math.imul(Math.round(minute * 2) + seed * 7919, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}
/** Busy for some minutes now and then. */
const load = (seed: number) => {
  const draw = noise(seed)
  return (minute: number) => 0.1 + 0.6 * draw(Math.floor(minute / 6)) + 0.05 * draw(minute + 0.5)
}
const sampled = (valueAt: (minute: number) => number) =>
  Array.from({ length: MINUTES }, (_, minute) => [FROM_MS + minute * MINUTE_MS, valueAt(minute)] as const)

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const disk = load(1)
  await rollTestSamples(
    database.store,
    [
      { node: 'a', metric: DISK, samples: sampled(disk) },
      { node: 'a', metric: TCP, samples: sampled((minute) => 0.05 * disk(minute - LAG_MINUTES)) },
      { node: 'a', metric: CPU, samples: sampled(load(9)) },
      { node: 'b', metric: CPU, samples: sampled((minute) => 0.9 * load(9)(minute)) },
      { node: 'c', metric: CPU, samples: sampled(load(5)) },
      { node: 'd', metric: CPU, samples: sampled(() => 0.5) },
    ],
    NOW_MS,
  )
}, 120_000)
afterAll(() => database.drop())

const window = { from: String(FROM_MS), to: String(NOW_MS) }
const nothing = () => undefined

const ask = (search: Record<string, string>) =>
  inSnapshot(database.store, async (snapshot) => {
    const params = correlationsParams.parse({ ...window, ...search })
    return correlationsAnswer.parse(await readCorrelations(snapshot, params, NOW_MS, nothing))
  })
const askInstances = (search: Record<string, string>) =>
  inSnapshot(database.store, async (snapshot) => {
    const params = instancesParams.parse({ ...window, metric: CPU, ...search })
    return instancesAnswer.parse(await readInstances(snapshot, params, NOW_MS, nothing))
  })

describe('GET /api/v1/correlations', () => {
  it('finds what follows the metric, how much later, and nothing that only happens to be there', async () => {
    const { pairs, compared, target, stepMs } = await ask({ metric: DISK, node: 'a', lagMaxMinutes: '20' })
    expect(pairs.map(({ name, metric, lagSeconds }) => [name, metric, lagSeconds])).toEqual([
      ['a', TCP, LAG_MINUTES * 60],
    ])
    expect(pairs[0]?.coefficient).toBeGreaterThan(0.95)
    expect(pairs[0]?.effectiveN).toBeLessThan(pairs[0]?.n ?? 0)
    expect([compared, target.problem, stepMs]).toEqual([4, null, MINUTE_MS])
    expect(target.values).toHaveLength(MINUTES)
  })

  it('finds it from the other side with the opposite lag', async () => {
    const { pairs } = await ask({ metric: TCP, node: 'a', lagMaxMinutes: '20' })
    expect(pairs[0]).toMatchObject({ metric: DISK, lagSeconds: -LAG_MINUTES * 60 })
  })

  it('looks at other nodes only as far as the filter leaves them', async () => {
    const all = await ask({ metric: CPU, node: 'a' })
    expect(all.pairs.map(({ name, metric }) => [name, metric])).toEqual([['b', CPU]])
    const own = await ask({ metric: CPU, node: 'a', filter: 'name="a"' })
    expect([own.pairs, own.nodes]).toEqual([[], { compared: 1, of: 1 }])
  })

  it('says why a metric cannot be compared', async () => {
    const problemOf = async (search: Record<string, string>) => (await ask(search)).target.problem
    expect(await problemOf({ metric: CPU, node: 'd' })).toBe('constant')
    expect(await problemOf({ metric: DISK, node: 'b' })).toBe('not_measured')
    const from = String(NOW_MS - 10 * MINUTE_MS)
    expect(await problemOf({ metric: CPU, node: 'a', from })).toBe('too_short')
    const future = { from: String(NOW_MS + HOUR_MS), to: String(NOW_MS + 3 * HOUR_MS) }
    expect(await problemOf({ metric: CPU, node: 'a', ...future })).toBe('not_measured')
    await expect(ask({ metric: CPU, node: 'nobody' })).rejects.toBeInstanceOf(NotFoundError)
  })

  it('looks no farther than the window allows', async () => {
    const from = String(NOW_MS - HOUR_MS)
    expect((await ask({ metric: CPU, node: 'a', from })).lagMaxSeconds).toBe(15 * 60)
  })

  it('stops where nobody waits for it any more', async () => {
    const params = correlationsParams.parse({ ...window, metric: CPU, node: 'a' })
    let looks = 0
    const leave = () => {
      looks += 1
      if (looks > 3) throw new Error('left')
    }
    const asked = inSnapshot(database.store, (snapshot) => readCorrelations(snapshot, params, NOW_MS, leave))
    await expect(asked).rejects.toThrow('left')
    expect(looks).toBe(4)
  })
})

describe('GET /api/v1/correlations/instances', () => {
  it('puts nodes that move alike together, and leaves out what stands still', async () => {
    const { instances, similarity, leftOut, nodes } = await askInstances({})
    const names = instances.map(({ name }) => name)
    expect(names.toSorted()).toEqual(['a', 'b', 'c'])
    expect(Math.abs(names.indexOf('a') - names.indexOf('b'))).toBe(1)
    expect(similarity[names.indexOf('a')]?.[names.indexOf('b')]).toBeGreaterThanOrEqual(99)
    expect(similarity.map((row, at) => row[at])).toEqual([100, 100, 100])
    expect([leftOut, nodes]).toEqual([1, { compared: 4, of: 4 }])
  })

  it('is empty where nobody fits, and says what it cuts', async () => {
    expect((await askInstances({ filter: 'name="nobody"' })).instances).toEqual([])
    expect((await askInstances({ limit: '2' })).nodes).toEqual({ compared: 2, of: 4 })
  })
})

it('the thread for long analyses answers the same', async () => {
  const worker = await buildAnalysisWorker()
  const thread = new AnalysisThread(worker.file, {
    databaseUrl: database.databaseUrl,
    queryTimeoutMs: 20_000,
  })
  try {
    const params = correlationsParams.parse({ ...window, metric: DISK, node: 'a' })
    const task = { name: 'correlations', params, nowMs: NOW_MS }
    const { json } = await thread.run(task, new AbortController().signal)
    const answer = correlationsAnswer.parse(JSON.parse(Buffer.from(json).toString()))
    expect(answer.pairs).toEqual((await ask({ metric: DISK, node: 'a' })).pairs)
  } finally {
    await thread.stop()
    worker.remove()
  }
})
