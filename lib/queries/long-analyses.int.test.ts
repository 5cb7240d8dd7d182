import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AnalysisThread } from '../analysis/analysis-thread'
import { clockAnswer, clockParams, type ClockAnswer } from '../contract/clock'
import { clockBandAnswer, clockBandParams } from '../contract/clock-band'
import { clockDaysAnswer, clockDaysParams } from '../contract/clock-days'
import { localDays } from '../core/local-days'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/times'
import { appendEvents, type NewEvent } from '../store/events'
import { readNodes } from '../store/nodes'
import { inSnapshot } from '../store/snapshot'
import { execute, inTransaction, query } from '../store/sql'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { compareWindow } from './compare-window'
import { foldNodes, readClock } from './read-clock'
import { readClockBand } from './read-clock-band'
import { readClockDays } from './read-clock-days'
import { buildAnalysisWorker } from './test-analyses'
import { rollTestSamples } from './test-samples'

/** Noon, so that the hours of the test lie within one local day. */
const NOW_MS = Math.floor(Date.now() / DAY_MS) * DAY_MS + 12 * HOUR_MS
const METRIC = 'cpu.utilization.busy'
const SIX_MS = 6 * HOUR_MS

let database: TestDatabase
let thread: AnalysisThread
let removeWorker: () => void

/** Every 30 seconds for ten minutes. */
const constant = (fromMs: number, value: number) =>
  Array.from({ length: 20 }, (_, index) => [fromMs + index * 30_000, value] as const)

/** Busy at six o'clock on each of the last three days, a little less on the earlier ones; an hour before now as well. */
const samples = [1, 2, 3].flatMap((day) => {
  const midnightMs = NOW_MS - 12 * HOUR_MS - day * DAY_MS
  return [
    ...constant(midnightMs + SIX_MS, 1 - day / 10),
    ...constant(midnightMs + 11 * HOUR_MS, 0.2),
    ...constant(midnightMs + 20 * HOUR_MS, 0),
  ]
})

const JOBS_METRIC = 'memory.utilization.used'
/** Low all day but at six, when a job runs. */
const jobs = [1, 2, 3].flatMap((day) => {
  const midnightMs = NOW_MS - 12 * HOUR_MS - day * DAY_MS
  return Array.from({ length: 24 }, (_, hour) =>
    constant(midnightMs + hour * HOUR_MS, hour === 6 ? 1 - day / 10 : 0.2),
  ).flat()
})

const timerRun = (day: number): NewEvent => ({
  contentHash: Buffer.alloc(16, day),
  startMs: NOW_MS - 12 * HOUR_MS - day * DAY_MS + SIX_MS,
  endMs: null,
  cluster: '',
  node: 'daily',
  source: 'systemd',
  kind: 'timer',
  name: 'upgrade.timer',
  text: '',
  attributes: {},
})

beforeAll(async () => {
  database = await createTestDatabase()
  const worker = await buildAnalysisWorker()
  removeWorker = worker.remove
  thread = new AnalysisThread(worker.file, { databaseUrl: database.databaseUrl, queryTimeoutMs: 20_000 })
  const rising = constant(NOW_MS - HOUR_MS, 0.6)
  await rollTestSamples(
    database.store,
    [
      { node: 'daily', metric: METRIC, samples: [...samples, ...rising] },
      { node: 'calm', metric: METRIC, samples: constant(NOW_MS - DAY_MS + SIX_MS, 0) },
      { node: 'daily', metric: JOBS_METRIC, samples: jobs },
      { node: 'calm', metric: JOBS_METRIC, samples: constant(NOW_MS - DAY_MS + SIX_MS - 12 * HOUR_MS, 0) },
      { node: 'disks', metric: 'disk.saturation.queue', device: 'sda', samples: [...samples, ...rising] },
    ],
    NOW_MS,
  )
  await appendEvents(database.store, [1, 2, 3].map(timerRun), NOW_MS)
}, 120_000)

afterAll(async () => {
  await thread.stop()
  removeWorker()
  await database.drop()
})

const clock = (search: Record<string, string> = {}): Promise<ClockAnswer> =>
  inSnapshot(database.store, (snapshot) =>
    readClock(snapshot, clockParams.parse({ metric: METRIC, days: '4', ...search }), NOW_MS, () => undefined),
  )
const node = (answer: ClockAnswer, name: string) => answer.nodes.find((one) => one.name === name)

describe('the clock of a metric', () => {
  it('fits its contract and says of each five minutes what the days had', async () => {
    const daily = node(clockAnswer.parse(await clock()), 'daily')
    const six = SIX_MS / (5 * MINUTE_MS)
    expect([daily?.mean[six], daily?.max[six], daily?.days[six]]).toEqual([0.8, 0.9, 3])
    expect(daily?.p95[six]).toBeCloseTo(0.89, 5)
    expect([daily?.mean[six + 2], daily?.exceedShare[six + 2], daily?.days[six + 2]]).toEqual([null, null, 0])
    const evening = (20 * HOUR_MS) / (5 * MINUTE_MS)
    expect([daily?.mean[evening], daily?.days[evening]]).toEqual([0, 3])
  })

  it('is that of the zone asked for', async () => {
    const daily = node(await clock({ tz: 'Asia/Kolkata' }), 'daily')
    expect(daily?.mean[(SIX_MS + 5.5 * HOUR_MS) / (5 * MINUTE_MS)]).toBe(0.8)
  })

  it('folds only the weekdays asked for, and keeps the threshold of all days', async () => {
    const six = SIX_MS / (5 * MINUTE_MS)
    const yesterday = new Date(NOW_MS - DAY_MS).getUTCDay() || 7
    const [all, one] = [await clock(), await clock({ weekdays: String(yesterday) })]
    expect([node(one, 'daily')?.days[six], node(one, 'daily')?.max[six]]).toEqual([1, 0.9])
    expect(node(one, 'daily')?.threshold).toBe(node(all, 'daily')?.threshold)
  })

  it('ends with the day that the window ends in', async () => {
    const midnight = new Date(NOW_MS - 12 * HOUR_MS - DAY_MS).toISOString()
    const before = await clock({ to: midnight })
    expect(before.toMs).toBe(Date.parse(midnight))
    expect(node(before, 'daily')?.days[SIX_MS / (5 * MINUTE_MS)]).toBe(2)
  })

  it('answers of each node the label or fact asked for', async () => {
    const names = (await clock({ group: 'name' })).nodes.map(({ name, group }) => [name, group])
    expect(names).toContainEqual(['daily', 'daily'])
  })

  it('holds the nodes of the filter that have values, as many as asked for', async () => {
    expect((await clock()).total).toBe(2)
    expect((await clock({ filter: 'name="calm"' })).nodes.map(({ name }) => name)).toEqual(['calm'])
    const cut = await clock({ limit: '1' })
    expect([cut.nodes.map(({ name }) => name), cut.shown, cut.total]).toEqual([['daily'], 1, 2])
  })

  it('is the same from the thread', async () => {
    const params = clockParams.parse({ metric: METRIC, days: '4' })
    const task = { name: 'clock', params, nowMs: NOW_MS }
    const { json, spentMs } = await thread.run(task, new AbortController().signal)
    expect(JSON.parse(Buffer.from(json).toString())).toEqual(await clock())
    expect(spentMs.map(([stage]) => stage)).toEqual(['read', 'decode', 'compute', 'serialize'])
  })

  it('of an unknown metric is refused by the thread as it is elsewhere', async () => {
    const params = clockParams.parse({ metric: 'cpu.errors.nothing' })
    const asked = thread.run({ name: 'clock', params, nowMs: NOW_MS }, new AbortController().signal)
    await expect(asked).rejects.toMatchObject({ status: 400, reason: 'metric' })
  })
})

const SIX_BIN = SIX_MS / (5 * MINUTE_MS)

describe('the days of a metric', () => {
  const days = (search: Record<string, string> = {}) =>
    inSnapshot(database.store, (snapshot) => {
      const params = clockDaysParams.parse({ metric: JOBS_METRIC, days: '4', ...search })
      return readClockDays(snapshot, params, NOW_MS, () => undefined)
    })

  it('of one node are its own values, the oldest day first', async () => {
    const answer = clockDaysAnswer.parse(await days({ node: 'daily' }))
    expect(answer.days.map(({ values }) => values[SIX_BIN])).toEqual([0.7, 0.8, 0.9, null])
    expect([answer.node?.name, answer.total]).toEqual(['daily', 1])
    expect(answer.days.at(-1)?.date).toBe(new Date(NOW_MS).toISOString().slice(0, 10))
  })

  it('of all nodes are the share that lies above its own threshold, of those measured', async () => {
    const answer = await days()
    expect(answer.days.map(({ values }) => values[SIX_BIN])).toEqual([1, 1, 0.5, null])
    expect([answer.node, answer.total]).toEqual([null, 2])
  })

  it('of a node that nobody knows are not found', async () => {
    await expect(days({ node: 'nobody' })).rejects.toThrow('There is no node nobody')
  })
})

describe('a part of the day', () => {
  const band = (search: Record<string, string> = {}) =>
    inSnapshot(database.store, (snapshot) => {
      const params = clockBandParams.parse({ metric: JOBS_METRIC, days: '4', band: '05:30-06:30', ...search })
      return readClockBand(snapshot, params, NOW_MS, () => undefined)
    })

  it('names the nodes above their thresholds in it, with the days, and the events', async () => {
    const answer = clockBandAnswer.parse(await band())
    expect(answer.nodes.map(({ name, seen, of }) => [name, seen, of])).toEqual([['daily', 3, 3]])
    expect([answer.above, answer.total]).toEqual([1, 2])
    expect(answer.days.map(({ above, measured }) => [above, measured])).toEqual([
      [1, 1],
      [1, 1],
      [1, 2],
      [0, 0],
    ])
    expect(answer.events).toEqual([
      { source: 'systemd', kind: 'timer', name: 'upgrade.timer', count: 3, days: 3, nodes: 1 },
    ])
  })

  it('that a zone shows at another time is another one', async () => {
    expect((await band({ tz: 'Asia/Kolkata' })).events).toEqual([])
    expect((await band({ tz: 'Asia/Kolkata', band: '11:00-12:00' })).above).toBe(1)
  })

  it('holds the events of the nodes asked for', async () => {
    expect((await band({ filter: 'name="calm"' })).events).toEqual([])
  })
})

it('a fold that nobody waits for stops between two nodes', async () => {
  let looks = 0
  const checkpoint = () => {
    looks += 1
    if (looks > 2) throw new Error('left')
  }
  const folding = inSnapshot(database.store, async (snapshot) => {
    const nodes = await readNodes(snapshot)
    return foldNodes(snapshot, METRIC, nodes, localDays(NOW_MS, 4, 'UTC'), checkpoint)
  })
  await expect(folding).rejects.toThrow('left')
  expect(looks).toBe(3)
})

/** Backends of this database that wait for a lock. */
const countWaiting = async (): Promise<number | undefined> => {
  const rows = await query<{ waiting: number }>(
    database.store,
    `SELECT count(*)::int AS waiting FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return rows[0]?.waiting
}

it('an analysis that nobody waits for stops in the middle of a statement', async () => {
  const controller = new AbortController()
  const task = { name: 'clock', params: clockParams.parse({ metric: METRIC }), nowMs: NOW_MS }
  await inTransaction(database.store, async (tx) => {
    await execute(tx, 'LOCK TABLE roll_5m IN ACCESS EXCLUSIVE MODE')
    const asked = thread.run(task, controller.signal)
    await expect.poll(countWaiting, { timeout: 10_000 }).toBe(1)
    controller.abort()
    await expect(asked).rejects.toThrow('aborted')
    await expect.poll(countWaiting, { timeout: 10_000 }).toBe(0)
  })
  const { json } = await thread.run(task, new AbortController().signal)
  expect(json.length).toBeGreaterThan(0)
})

describe('a window beside the days before it', () => {
  const compare = (fromMs: number, scope: 'node' | 'device') =>
    inSnapshot(database.store, (snapshot) =>
      compareWindow(snapshot, { window: { fromMs, toMs: fromMs + HOUR_MS }, scope }),
    )

  it('shows what every node had then and now, and tells zero from nothing', async () => {
    const [group] = await compare(NOW_MS - HOUR_MS, 'node')
    const busy = group?.metrics.get(METRIC)
    const place = group?.places.findIndex(({ slot }) => slot === 0) ?? -1
    expect(busy?.mean[place]).toBeCloseTo(0.6, 6)
    expect(busy?.max[place]).toBeCloseTo(0.6, 6)
    expect(busy?.baselineMean[place]).toBeCloseTo(0.2, 6)
    expect([busy?.baselineDays[place], busy?.mean[1]]).toEqual([3, NaN])
    const [evening] = await compare(NOW_MS - 16 * HOUR_MS, 'node')
    const calm = evening?.metrics.get(METRIC)
    expect([calm?.mean[0], calm?.baselineMean[0], calm?.baselineDays[0]]).toEqual([0, 0, 2])
  })

  it('shows devices by their names', async () => {
    const [group] = await compare(NOW_MS - HOUR_MS, 'device')
    expect(group?.places).toEqual([{ slot: 2, device: 'sda' }])
    expect(group?.metrics.get('disk.saturation.queue')?.baselineDays[0]).toBe(3)
  })
})
