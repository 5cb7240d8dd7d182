import fc from 'fast-check'
import { expect, it } from 'vitest'
import { appendLog } from '@/lib/store/append-log'
import { createRandom } from '@/lib/store/sample-fleet'
import { query } from '@/lib/store/sql'
import { toBatch } from '@/lib/store/test-fleet'
import { createRoller } from './roller'
import { CONFIG, HOUR_MS, RANGE, START_MS, createTestClock, makeSamples, openTestGroup } from './test-group'
import type { TestGroup } from './test-group'
import { contentsOfColumns, expectedCells, readCells, readSamples, toColumns } from './test-reference'
import type { Sample } from './test-reference'

/** So small that a few thousand samples are a backlog. */
const LIMITS = { samples: 400, entries: 3, late: 300, fewLate: 50, mostLate: 1200 }
const PATIENCE_MS = 120_000

const plans = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  batchSize: fc.integer({ min: 50, max: 700 }),
  /** How far a sample may come after its turn. */
  disorder: fc.constantFrom(0, 0, 100, 5000),
  appendsPerTick: fc.integer({ min: 1, max: 12 }),
  killShare: fc.double({ min: 0, max: 0.3, noNaN: true }),
})
type Plan = typeof plans extends fc.Arbitrary<infer Value> ? Value : never

/** An hour that was long ago, in its order or nearly so, while the roller is killed now and then. */
async function backfill(group: TestGroup, plan: Plan): Promise<Sample[]> {
  const random = createRandom(plan.seed)
  const clock = createTestClock()
  clock.ms = START_MS + 30 * HOUR_MS
  let roller = createRoller(group.store, CONFIG, clock, LIMITS)
  const samples = makeSamples(group.series, plan.seed)
    .map((sample, i) => ({
      sample,
      turn: sample.timeMs + (i % 7 === 0 ? random() * plan.disorder * 1000 : 0),
    }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ sample }) => sample)
  let appended = 0
  for (let start = 0; start < samples.length; start += plan.batchSize) {
    await appendLog(group.store, [toBatch(1, samples.slice(start, start + plan.batchSize))], clock.ms)
    if (++appended % plan.appendsPerTick !== 0) continue
    clock.ms += 2000
    await roller.tick()
    if (random() >= plan.killShare) continue
    await roller.stop()
    roller = createRoller(group.store, CONFIG, clock, LIMITS)
  }
  for (let i = 0; i < 60; i++) {
    clock.ms += 10_000
    await roller.tick()
  }
  await roller.stop()
  return samples
}

it(
  'a backlog of the past, rolled in pieces by rollers that are killed, becomes the blocks of its samples',
  async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const group = await openTestGroup()
        try {
          const columns = toColumns(await backfill(group, plan))
          expect(await readSamples(group.store, 1, RANGE)).toEqual(contentsOfColumns(columns))
          for (const table of ['roll_1m', 'roll_5m'] as const)
            expect(await readCells(group.store, table, RANGE)).toEqual(
              expectedCells(group.series, columns, table),
            )
          const [rows] = await query<{ most: number }>(
            group.store,
            `SELECT max(n)::int AS most
             FROM (SELECT count(*) n FROM roll_1m GROUP BY metric, scope, start_ms / ${HOUR_MS}) per_hour`,
          )
          expect(rows?.most).toBe(1)
        } finally {
          await group.drop()
        }
      }),
      { numRuns: 8, endOnFailure: true },
    )
  },
  PATIENCE_MS,
)
