import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendLog } from '@/lib/store/append-log'
import { createRandom } from '@/lib/store/sample-fleet'
import { toBatch } from '@/lib/store/test-fleet'
import { createRoller } from './roller'
import type { Roller } from './roller'
import {
  CONFIG,
  HOUR_MS,
  MINUTE_MS,
  RANGE,
  SPAN_MS,
  START_MS,
  createTestClock,
  makeSamples,
  openTestGroup,
} from './test-group'
import type { TestGroup } from './test-group'
import { contentsOfColumns, expectedCells, readCells, readSamples, toColumns } from './test-reference'
import type { Sample } from './test-reference'

const clock = createTestClock()
let group: TestGroup

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
  await group.store.pool.query(`
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
  await group.store.pool.query('INSERT INTO fault SELECT DISTINCT * FROM unnest($1::bigint[])', [
    failingInserts,
  ])
}

const isInjected = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('an injected fault')

const FAILED = -1
const RUNS = Number(process.env['ROLL_TEST_RUNS'] ?? 15)
const PATIENCE_MS = 20_000 * RUNS

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
  expect(await readSamples(group.store, 1, RANGE)).toEqual(contentsOfColumns(columns))
  expect(await readCells(group.store, 'roll_1m', RANGE)).toEqual(
    expectedCells(group.series, columns, 'roll_1m'),
  )
  expect(await readCells(group.store, 'roll_5m', RANGE)).toEqual(
    expectedCells(group.series, columns, 'roll_5m'),
  )
}

describe('a roller', () => {
  beforeEach(async () => {
    group = await openTestGroup()
  })
  afterEach(() => group.drop())

  it('makes of sorted, unique samples exactly what the core makes of them', async () => {
    clock.ms = START_MS
    const roller = createRoller(group.store, CONFIG, clock)
    const samples = makeSamples(group.series, 1).sort((a, b) => a.timeMs - b.timeMs)
    for (let start = 0; start < samples.length; start += 200) {
      const batch = samples.slice(start, start + 200)
      clock.ms = batch.at(-1)?.timeMs ?? clock.ms
      await appendLog(group.store, [toBatch(1, batch)], clock.ms)
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
  const sent = makeArrivals(makeSamples(group.series, seed), seed + 1)
  let roller = createRoller(group.store, CONFIG, clock)
  let ended = 0
  for (let start = 0; start < sent.length; start += batchSize) {
    const batch = sent.slice(start, start + batchSize)
    clock.ms = Math.max(clock.ms, batch.at(-1)?.atMs ?? 0)
    await appendLog(group.store, [toBatch(1, batch)], clock.ms)
    if (random() < tickShare) ended += (await tick(roller)) === FAILED ? 1 : 0
    if (random() >= killShare) continue
    ended += 1
    await roller.stop()
    roller = createRoller(group.store, CONFIG, clock)
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
    killShare: fc.double({ min: 0.02, max: 0.2, noNaN: true }),
    faults: fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 2, maxLength: 12 }),
  })

  it(
    'the blocks are those of the sorted, unique samples: any order, delay, repetition, conflict, fault and kill',
    async () => {
      let endings = 0
      await fc.assert(
        fc.asyncProperty(plans, async (plan) => {
          group = await openTestGroup()
          try {
            await installFaults(plan.faults)
            const { sent, ended } = await sendAndRoll(plan)
            endings += ended
            await expectBlocksOf(sent)
          } finally {
            await group.drop()
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      )
      expect(endings).toBeGreaterThan(RUNS / 5)
    },
    PATIENCE_MS,
  )
})
