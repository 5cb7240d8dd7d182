import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRandom } from '@/lib/store/sample-fleet'
import { createRoller } from './roller'
import type { Roller } from './roller'
import { DELAYS_OF_DAYS, makeArrivals } from './test-arrivals'
import { installFaults } from './test-faults'
import {
  CONFIG,
  HOUR_MS,
  RANGE,
  SPAN_MS,
  START_MS,
  createTestClock,
  inOrder,
  makeSamples,
  openTestGroup,
} from './test-group'
import type { TestGroup } from './test-group'
import { contentsOfColumns, expectedCells, readCells, readSamples, toColumns } from './test-reference'
import type { Sample } from './test-reference'
import { append, appendInOrder, settle, tickOrFail } from './test-run'

const clock = createTestClock()
let group: TestGroup

const RUNS = Number(process.env['ROLL_TEST_RUNS'] ?? 15)
const PATIENCE_MS = 20_000 * RUNS

/** Rolls until everything is read and sealed. */
function finish(roller: Roller): Promise<void> {
  clock.ms = Math.max(clock.ms, START_MS + SPAN_MS)
  return settle(roller, clock, 3 * HOUR_MS)
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
    const samples = inOrder(group.series, 1)
    await appendInOrder(group, clock, samples, () => roller.tick())
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
  const sent = makeArrivals(makeSamples(group.series, seed), seed + 1, DELAYS_OF_DAYS)
  let roller = createRoller(group.store, CONFIG, clock)
  let ended = 0
  for (let start = 0; start < sent.length; start += batchSize) {
    const batch = sent.slice(start, start + batchSize)
    clock.ms = Math.max(clock.ms, batch.at(-1)?.atMs ?? 0)
    await append(group, clock, batch)
    if (random() < tickShare) ended += (await tickOrFail(roller)) === null ? 1 : 0
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
            await installFaults(group.store, plan.faults)
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
