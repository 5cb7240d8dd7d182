import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeStaleMarker } from '@/lib/core/stale'
import { appendLog } from '@/lib/store/append-log'
import { createRandom } from '@/lib/store/sample-fleet'
import { createTestDatabase } from '@/lib/store/test-database'
import type { TestDatabase } from '@/lib/store/test-database'
import { registerAll, toBatch } from '@/lib/store/test-fleet'
import { createRoller } from './roller'
import type { Roller } from './roller'
import { contentsOfColumns, expectedCells, readCells, readSamples, toColumns } from './test-reference'
import type { PlacedSeries, Sample } from './test-reference'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const START_MS = Math.floor(1_790_000_000_000 / HOUR_MS) * HOUR_MS + 35 * MINUTE_MS
const SPAN_MS = 50 * MINUTE_MS
const CONFIG = { sealWaitMs: 30_000, chunkRetentionDays: 30 }
const RANGE = { fromMs: START_MS - 6 * HOUR_MS, toMs: START_MS + 24 * HOUR_MS }

const STALE = Float64Array.of(0)
writeStaleMarker(STALE, 0)

const NODE_SERIES = [
  { name: 'node_cpu_seconds_total', labels: { cpu: '0', mode: 'idle' } },
  { name: 'node_cpu_seconds_total', labels: { cpu: '0', mode: 'user' } },
  { name: 'node_cpu_seconds_total', labels: { cpu: '1', mode: 'idle' } },
  { name: 'node_cpu_seconds_total', labels: { cpu: '1', mode: 'user' } },
  { name: 'node_memory_MemTotal_bytes', labels: {} },
  { name: 'node_memory_MemAvailable_bytes', labels: {} },
  { name: 'node_disk_io_time_seconds_total', labels: { device: 'sda' } },
  { name: 'node_disk_io_time_seconds_total', labels: { device: 'nvme0n1' } },
  { name: 'node_network_receive_bytes_total', labels: { device: 'eth0' } },
  { name: 'node_network_speed_bytes', labels: { device: 'eth0' } },
  { name: 'node_uname_info', labels: { nodename: 'web-1', release: '6.1' } },
  { name: 'not_on_the_checklist', labels: {} },
]

const clock = {
  ms: START_MS,
  nowMs() {
    return this.ms
  },
}

let database: TestDatabase
let series: PlacedSeries[]

async function openDatabase(): Promise<void> {
  database = await createTestDatabase()
  const wanted = ['a', 'b', 'c'].flatMap((instance) =>
    NODE_SERIES.map((own) => ({ node: { cluster: 'test', instance }, ...own })),
  )
  const registrations = await registerAll(database.store, wanted, START_MS)
  series = registrations.flatMap((registration, i) => {
    const own = wanted[i]
    return registration.ok && own
      ? [
          {
            seriesId: registration.seriesId,
            slot: 'abc'.indexOf(own.node.instance),
            name: own.name,
            labels: own.labels,
          },
        ]
      : []
  })
}

/** What three nodes send: counters with resets, gaps, devices that come and go, stale markers, and a NaN. */
function makeSamples(seed: number): Sample[] {
  const random = createRandom(seed)
  const samples: Sample[] = []
  for (const own of series) {
    const stepMs = own.slot === 2 ? 60_000 : 30_000
    const isShort = random() < 0.2
    const fromMs = START_MS + (isShort ? random() * SPAN_MS : 0)
    let value = Math.floor(random() * 1000)
    for (let timeMs = fromMs + own.slot * 7001; timeMs < START_MS + SPAN_MS; timeMs += stepMs) {
      if (random() < 0.02) timeMs += random() * 12 * MINUTE_MS
      value = random() < 0.01 ? 0 : value + Math.floor(random() * 3000) / 100
      const odd = random()
      samples.push({
        seriesId: own.seriesId,
        timeMs: Math.floor(timeMs),
        value: odd < 0.01 ? (STALE[0] ?? 0) : odd < 0.015 ? NaN : value,
      })
    }
  }
  return samples
}

interface Arrival extends Sample {
  atMs: number
}

const LONGEST_DELAYS_MS = [
  [0.9, 2000],
  [0.97, 8 * MINUTE_MS],
  [0.99, 2 * HOUR_MS],
  [1, 60 * HOUR_MS],
] as const

/** Each sample comes at its time or later, by up to days, some come twice, and some of those with another value. */
function makeArrivals(samples: readonly Sample[], seed: number): Arrival[] {
  const random = createRandom(seed)
  const delayed = (sample: Sample): Arrival => {
    const kind = random()
    const longestMs = LONGEST_DELAYS_MS.find(([share]) => kind < share)?.[1] ?? 0
    return { ...sample, atMs: Math.floor(sample.timeMs + random() * longestMs) }
  }
  return samples
    .flatMap((sample) => {
      const kind = random()
      if (kind < 0.03) return [delayed(sample), delayed(sample)]
      if (kind < 0.05) return [delayed(sample), delayed({ ...sample, value: Math.floor(random() * 5000) })]
      return [delayed(sample)]
    })
    .sort((a, b) => a.atMs - b.atMs)
}

async function installFaults(failingInserts: readonly number[]): Promise<void> {
  await database.store.pool.query(`
    CREATE SEQUENCE fault_count;
    CREATE TABLE fault (at bigint PRIMARY KEY);
    CREATE FUNCTION fail_sometimes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('fault_count') IN (SELECT at FROM fault) THEN RAISE EXCEPTION 'an injected fault'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER fault BEFORE INSERT ON chunk FOR EACH ROW EXECUTE FUNCTION fail_sometimes();
    CREATE TRIGGER fault BEFORE INSERT ON roll_1m FOR EACH ROW EXECUTE FUNCTION fail_sometimes();
    CREATE TRIGGER fault BEFORE INSERT ON roll_5m FOR EACH ROW EXECUTE FUNCTION fail_sometimes();
    CREATE TRIGGER fault BEFORE INSERT ON hot FOR EACH ROW EXECUTE FUNCTION fail_sometimes();
    CREATE TRIGGER fault BEFORE UPDATE ON roll_state FOR EACH ROW EXECUTE FUNCTION fail_sometimes();`)
  await database.store.pool.query('INSERT INTO fault SELECT DISTINCT * FROM unnest($1::bigint[])', [
    failingInserts,
  ])
}

const isInjected = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('an injected fault')

const FAILED = -1
const RUNS = Number(process.env.ROLL_RUNS ?? 25)

async function tick(roller: Roller): Promise<number> {
  try {
    return (await roller.tick()).entriesRemaining
  } catch (error) {
    if (!isInjected(error)) throw error
    return FAILED
  }
}

/** Rolls until everything is read and sealed. */
async function finish(roller: Roller): Promise<void> {
  clock.ms = Math.max(clock.ms, START_MS + SPAN_MS) + 3 * HOUR_MS
  for (let left = 200, quiet = 0; left > 0 && quiet < 12; left--) {
    clock.ms += 10_000
    quiet = (await tick(roller)) === 0 ? quiet + 1 : 0
  }
}

async function expectBlocksOf(samples: readonly Sample[]): Promise<void> {
  const columns = toColumns(samples)
  expect(await readSamples(database.store, 1, RANGE)).toEqual(contentsOfColumns(columns))
  expect(await readCells(database.store, 'roll_1m', RANGE)).toEqual(expectedCells(series, columns, 'roll_1m'))
  expect(await readCells(database.store, 'roll_5m', RANGE)).toEqual(expectedCells(series, columns, 'roll_5m'))
}

describe('a roller', () => {
  beforeEach(openDatabase)
  afterEach(() => database.drop())

  it('makes of sorted, unique samples exactly what the core makes of them', async () => {
    clock.ms = START_MS
    const roller = createRoller(database.store, CONFIG, clock)
    const samples = makeSamples(1).sort((a, b) => a.timeMs - b.timeMs)
    for (let start = 0; start < samples.length; start += 200) {
      const batch = samples.slice(start, start + 200)
      clock.ms = batch.at(-1)?.timeMs ?? clock.ms
      await appendLog(database.store, [toBatch(1, batch)], clock.ms)
      await roller.tick()
    }
    await finish(roller)
    await roller.stop()
    expect(samples.length).toBeGreaterThan(2000)
    await expectBlocksOf(samples)
  })
})

interface Plan {
  seed: number
  batchSize: number
  tickShare: number
  killShare: number
  faults: number[]
}

/** Appends and rolls as planned; answers what was sent, and how often the roller was killed or failed. */
async function sendAndRoll({
  seed,
  batchSize,
  tickShare,
  killShare,
}: Plan): Promise<{ sent: Sample[]; ended: number }> {
  clock.ms = START_MS
  const random = createRandom(seed)
  const sent = makeArrivals(makeSamples(seed), seed + 1)
  let roller = createRoller(database.store, CONFIG, clock)
  let ended = 0
  for (let start = 0; start < sent.length; start += batchSize) {
    const batch = sent.slice(start, start + batchSize)
    clock.ms = Math.max(clock.ms, batch.at(-1)?.atMs ?? 0)
    await appendLog(database.store, [toBatch(1, batch)], clock.ms)
    if (random() < tickShare) ended += (await tick(roller)) === FAILED ? 1 : 0
    if (random() >= killShare) continue
    ended += 1
    await roller.stop()
    roller = createRoller(database.store, CONFIG, clock)
  }
  await finish(roller)
  await roller.stop()
  return { sent, ended }
}

describe('whatever happens on the way', () => {
  const plans = fc.record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    batchSize: fc.integer({ min: 20, max: 1500 }),
    tickShare: fc.double({ min: 0.1, max: 1, noNaN: true }),
    killShare: fc.double({ min: 0, max: 0.2, noNaN: true }),
    faults: fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 12 }),
  })

  it('the blocks are those of the sorted, unique samples: any order, delay, repetition, conflict, fault and kill', async () => {
    let endings = 0
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        await openDatabase()
        try {
          await installFaults(plan.faults)
          const { sent, ended } = await sendAndRoll(plan)
          endings += ended
          await expectBlocksOf(sent)
        } finally {
          await database.drop()
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    expect(endings).toBeGreaterThan(RUNS)
  })
})
