import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/core/times'
import { closeStore, openStore } from '@/lib/store/db'
import type { Store } from '@/lib/store/db'
import { applyRetention } from '@/lib/store/retention'
import { createRandom } from '@/lib/store/sample-fleet'
import { query } from '@/lib/store/sql'
import { createRoller } from './roller'
import type { Roller } from './roller'
import { makeArrivals } from './test-arrivals'
import type { Arrival, Delays } from './test-arrivals'
import { installFaults } from './test-faults'
import { CONFIG, createTestClock, openTestGroup } from './test-group'
import type { TestGroup } from './test-group'
import { contentsOfColumns, expectedCells, readCells, readSamples, toColumns } from './test-reference'
import type { Contents, PlacedSeries, Sample } from './test-reference'
import { append, cutLocks, settle, tickOrFail } from './test-run'

const RETENTION = { chunkRetentionDays: 2, roll1mRetentionDays: 1, roll5mRetentionDays: 2 }
const ROLL = { ...CONFIG, ...RETENTION }
const WIDTH_MS = { chunk: DAY_MS, roll_1m: DAY_MS, roll_5m: 30 * DAY_MS }

/** A partition of every table ends within the days of a test. */
const BORDER_MS = Math.floor(1_790_000_000_000 / WIDTH_MS.roll_5m) * WIDTH_MS.roll_5m
const FROM_MS = BORDER_MS - 1.4 * DAY_MS
const TO_MS = BORDER_MS + 2.7 * DAY_MS
const EVERYTHING = { fromMs: FROM_MS - DAY_MS, toMs: TO_MS + DAY_MS }

/** So late that days are joined already; but what waits a day and then for the roller is not too old yet. */
const LONGEST_DELAY_MS = 26 * HOUR_MS
const DELAYS: Delays = [
  [0.8, MINUTE_MS],
  [0.99, HOUR_MS],
  [0.996, 8 * HOUR_MS],
  [1, LONGEST_DELAY_MS],
]

const LONGEST_PAUSE_MS = 8 * HOUR_MS
/** Late samples wait this long at most for more of their kind. */
const LATE_PAUSE_MS = 6000

const RUNS = Number(process.env['ROLL_TEST_RUNS'] ?? 3)

const clock = createTestClock()

/** Hours in which a series is measured, and hours in which it is not. */
function makeSamples(series: readonly PlacedSeries[], random: () => number): Sample[] {
  const samples: Sample[] = []
  const measured = series.filter(({ slot }) => slot === 2 || random() < 0.2)
  for (const { seriesId } of measured)
    for (let hourMs = FROM_MS, value = 0; hourMs < TO_MS; hourMs += HOUR_MS) {
      if (random() < 0.75) continue
      const stepMs = MINUTE_MS * (2 + 8 * random())
      for (let timeMs = hourMs + random() * stepMs; timeMs < hourMs + HOUR_MS; timeMs += stepMs) {
        value = random() < 0.01 ? 0 : value + Math.floor(random() * 3000) / 100
        samples.push({ seriesId, timeMs: Math.floor(timeMs), value })
      }
    }
  return samples
}

interface Plan {
  seed: number
  /** Time between two appends, at most. */
  longestPauseMs: number
  tickShare: number
  restartShare: number
  retainShare: number
  faults: number[]
}

const plans: fc.Arbitrary<Plan> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  longestPauseMs: fc.integer({ min: 2 * HOUR_MS, max: LONGEST_PAUSE_MS }),
  tickShare: fc.constantFrom(0.3, 0.6, 1),
  restartShare: fc.constantFrom(0.05, 0.2, 0.4),
  retainShare: fc.constantFrom(0.1, 0.3),
  faults: fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 8 }),
})

/** Two rollers of two processes, of which now one and now the other has the group. */
class Rollers {
  private readonly stores: Store[]
  private rollers: Roller[]
  takeovers = 0

  constructor(group: TestGroup) {
    const options = { databaseUrl: group.databaseUrl, poolSize: 4, queryTimeoutMs: 20_000 }
    this.stores = [openStore(options), openStore(options)]
    this.rollers = this.stores.map((store) => createRoller(store, ROLL, clock))
  }

  get current(): Roller {
    const [roller] = this.rollers
    if (!roller) throw new Error('there is no roller')
    return roller
  }

  /** Answers whether it was done: a roller whose lock the other took lets that one go on. */
  async roll(): Promise<boolean> {
    const report = await tickOrFail(this.current)
    if (report?.asOfMs === null) await this.restart()
    return report !== null && report.asOfMs !== null
  }

  /** The roller ends, and starts again to wait for its turn. */
  async restart(): Promise<void> {
    const [store, other] = this.stores
    if (!store || !other) return
    await this.current.stop()
    this.rollers = [...this.rollers.slice(1), createRoller(store, ROLL, clock)]
    this.stores.reverse()
    this.takeovers += 1
  }

  /** The roller loses its lock without knowing it at once, and both go on. */
  async cutLock(group: TestGroup): Promise<void> {
    await cutLocks(group)
    await Promise.allSettled(this.rollers.map((roller) => roller.tick()))
    this.takeovers += 1
  }

  /** One is left, and rolls all that there is. */
  async finish(): Promise<void> {
    for (const roller of this.rollers.slice(1)) await roller.stop()
    await settle(this.current, clock, 2 * HOUR_MS).catch(() => settle(this.current, clock))
    await this.current.stop()
  }

  async close(): Promise<void> {
    for (const store of this.stores) await closeStore(store)
  }
}

interface Done {
  accepted: Sample[]
  dropped: Set<string>
  takeovers: number
  daysJoined: number
}

async function live(group: TestGroup, plan: Plan): Promise<Done> {
  const random = createRandom(plan.seed)
  const arrivals = makeArrivals(makeSamples(group.series, random), plan.seed + 1, DELAYS)
  const rollers = new Rollers(group)
  const done: Done = { accepted: [], dropped: new Set(), takeovers: 0, daysJoined: 0 }
  const retain = async () => {
    for (const name of await applyRetention(group.store, RETENTION, clock.ms)) done.dropped.add(name)
  }
  let rolledMs = FROM_MS
  const rollAll = async () => {
    const isRolled = await rollers.roll()
    clock.ms += LATE_PAUSE_MS
    if (isRolled && (await rollers.roll())) rolledMs = clock.ms
  }
  clock.ms = FROM_MS
  for (const batch of inBatches(arrivals, plan.longestPauseMs, random)) {
    clock.ms = Math.max(clock.ms, batch.at(-1)?.atMs ?? 0)
    await append(group, clock, batch)
    done.accepted.push(...batch)
    if (random() < plan.tickShare) await rollers.roll()
    for (let left = 5; left > 0 && clock.ms > rolledMs + LONGEST_PAUSE_MS; left--) await rollAll()
    if (random() < plan.restartShare) await rollers.restart()
    if (random() < plan.restartShare / 4) await rollers.cutLock(group)
    if (random() < plan.retainShare) await retain()
  }
  await rollers.finish()
  done.daysJoined = await countDays(group.store)
  await retain()
  done.takeovers = rollers.takeovers
  await rollers.close()
  return done
}

function* inBatches(
  arrivals: readonly Arrival[],
  longestPauseMs: number,
  random: () => number,
): Generator<Arrival[]> {
  let start = 0
  while (start < arrivals.length) {
    const untilMs = (arrivals[start]?.atMs ?? 0) + random() * longestPauseMs
    const end = arrivals.findIndex(({ atMs }, i) => i > start && atMs > untilMs)
    yield arrivals.slice(start, end < 0 ? arrivals.length : end)
    start = end < 0 ? arrivals.length : end
  }
}

const countDays = async (store: Store): Promise<number> =>
  (await query<{ n: number }>(store, 'SELECT count(*)::int AS n FROM roll_5m WHERE step_count = 288'))[0]
    ?.n ?? 0

/** Time is the last word of a key. */
const between = (contents: Contents, fromMs: number, toMs: number): Contents =>
  new Map(
    [...contents].filter(([key]) => {
      const timeMs = Number(key.slice(key.lastIndexOf(' ') + 1))
      return timeMs >= fromMs && timeMs < toMs
    }),
  )

/** What a table keeps begins with the first partition that ends within retention. */
const keptFrom = (table: keyof typeof WIDTH_MS, days: number, graceMs = 0): number =>
  Math.floor((clock.ms - days * DAY_MS - graceMs) / WIDTH_MS[table]) * WIDTH_MS[table]

async function expectKept({ store, series }: TestGroup, accepted: readonly Sample[]): Promise<void> {
  const columns = toColumns(accepted)
  const chunksFromMs = keptFrom('chunk', RETENTION.chunkRetentionDays, HOUR_MS)
  expect(await readSamples(store, 1, EVERYTHING)).toEqual(
    between(contentsOfColumns(columns), chunksFromMs, Infinity),
  )
  const minutesFromMs = keptFrom('roll_1m', RETENTION.roll1mRetentionDays)
  expect(await readCells(store, 'roll_1m', EVERYTHING)).toEqual(
    between(expectedCells(series, columns, 'roll_1m'), minutesFromMs, Infinity),
  )
  const kept = between(
    expectedCells(series, columns, 'roll_5m'),
    keptFrom('roll_5m', RETENTION.roll5mRetentionDays),
    Infinity,
  )
  expect(await readCells(store, 'roll_5m', EVERYTHING)).toEqual(kept)
  for (const hourMs of [BORDER_MS + 3 * HOUR_MS, BORDER_MS + 23 * HOUR_MS, BORDER_MS + 47 * HOUR_MS]) {
    const window = { fromMs: hourMs, toMs: hourMs + 2 * HOUR_MS }
    expect(await readCells(store, 'roll_5m', window)).toEqual(between(kept, window.fromMs, window.toMs))
  }
}

it(
  'over days, what retention keeps is exactly what was sent: late samples, faults, joins, takeovers and dropped partitions',
  async () => {
    const totals = { takeovers: 0, daysJoined: 0, dropped: 0 }
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const group = await openTestGroup()
        try {
          await installFaults(group.store, plan.faults)
          const { accepted, dropped, takeovers, daysJoined } = await live(group, plan)
          await expectKept(group, accepted)
          totals.takeovers += takeovers
          totals.daysJoined += daysJoined
          totals.dropped += [...dropped].filter((name) => !name.startsWith('ingest_log')).length
        } finally {
          await group.drop()
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    expect(Math.min(totals.takeovers, totals.daysJoined, totals.dropped)).toBeGreaterThan(RUNS)
  },
  120_000 * RUNS,
)
