import { afterAll, beforeAll, expect, it } from 'vitest'
import fc from 'fast-check'
import { HOUR_MS, MINUTE_MS } from '@/lib/core/times'
import { appendLog } from './append-log'
import { toChunkColumns } from './chunk-columns'
import { readPieces, type ChunkPiece } from './chunk-pieces'
import { writeChunkPart } from './chunks'
import { ensurePartitions } from './partitions'
import { readRawSamples } from './raw-series'
import { inSnapshot } from './snapshot'
import { execute, inTransaction, query } from './sql'
import { createTestDatabase, type TestDatabase } from './test-database'
import { toBatch } from './test-fleet'

const FROM_MS = Math.floor((Date.now() - 6 * HOUR_MS) / HOUR_MS) * HOUR_MS
const HOURS = 4
const PARTS_AN_HOUR = 2
const SERIES = [1, 2, 3]

let database: TestDatabase
/** Of each group its series. */
const groups = new Map<number, number[]>()

/** Chunks of some hours in two parts, and the hour after them in the log. */
const fill = async (groupId: number, seriesIds: readonly number[]): Promise<void> => {
  const { store } = database
  const samplesOf = (fromMs: number) =>
    Array.from({ length: 30 }, (_, minute) => ({
      timeMs: fromMs + minute * MINUTE_MS,
      value: fromMs / HOUR_MS + minute,
    }))
  for (let part = 0; part < HOURS * PARTS_AN_HOUR; part += 1) {
    const hourMs = FROM_MS + Math.floor(part / PARTS_AN_HOUR) * HOUR_MS
    const samples = samplesOf(hourMs + (part % PARTS_AN_HOUR) * 30 * MINUTE_MS)
    const column = {
      timesMs: Float64Array.from(samples, ({ timeMs }) => timeMs),
      values: Float64Array.from(samples, ({ value }) => value),
    }
    const columns = toChunkColumns(seriesIds.map((seriesId) => ({ seriesId, column })))
    await inTransaction(store, (tx) =>
      writeChunkPart(tx, groupId, part, { hourMs, sourceGroup: 'other', columns, lifetime: 'brief' }),
    )
  }
  const sealedUntilMs = FROM_MS + HOURS * HOUR_MS
  await execute(store, 'INSERT INTO roll_state (group_id, sealed_until_ms) VALUES ($1, $2)', [
    groupId,
    sealedUntilMs,
  ])
  const waiting = seriesIds.flatMap((seriesId) =>
    samplesOf(sealedUntilMs).map((sample) => ({ seriesId, ...sample })),
  )
  await appendLog(store, [toBatch(groupId, waiting)], sealedUntilMs)
}

beforeAll(async () => {
  database = await createTestDatabase()
  await ensurePartitions(database.store, 'chunk', [FROM_MS, FROM_MS + HOURS * HOUR_MS])
  const made = await query<{ id: number }>(
    database.store,
    'INSERT INTO node_group (log_seq) VALUES (0), (0) RETURNING id',
  )
  for (const { id } of made)
    groups.set(
      id,
      SERIES.map((series) => 10 * id + series),
    )
  for (const [groupId, seriesIds] of groups) await fill(groupId, seriesIds)
})
afterAll(() => database.drop())

const pieceOf = fc.record({
  group: fc.nat({ max: 1 }),
  fromMinute: fc.integer({ min: -30, max: (HOURS + 1) * 60 }),
  minutes: fc.nat({ max: 90 }),
  series: fc.subarray([0, 1, 2], { minLength: 1 }),
})

it('pieces hold what each of them would by itself: of several hours, before there is anything, and of what is not sealed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pieceOf, { maxLength: 12 }), async (told) => {
      const pieces = told.map(({ group, fromMinute, minutes, series }): ChunkPiece => {
        const [groupId = 0, seriesIds = []] = [...groups][group] ?? []
        const fromMs = FROM_MS + fromMinute * MINUTE_MS
        const wanted = new Set(series.map((at) => seriesIds[at] ?? 0))
        return { groupId, fromMs, toMs: fromMs + minutes * MINUTE_MS, seriesIds: wanted }
      })
      await inSnapshot(database.store, async (snapshot) => {
        const read = await readPieces(snapshot, pieces, 'other', () => undefined)
        for (const [at, piece] of pieces.entries()) {
          const alone = await readRawSamples(snapshot, piece.groupId, { ...piece, sourceGroups: ['other'] })
          expect(toText(read[at])).toEqual(toText(alone))
        }
      })
    }),
    { numRuns: 60 },
  )
})

type Columns = Awaited<ReturnType<typeof readRawSamples>>

/** Series without samples are left out. */
const toText = (columns: Columns | undefined) =>
  [...(columns ?? [])]
    .filter(([, { timesMs }]) => timesMs.length > 0)
    .sort(([one], [other]) => one - other)
    .map(([seriesId, { timesMs, values }]) => ({ seriesId, timesMs: [...timesMs], values: [...values] }))
