import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Directory } from '../store/directory-codec'
import { encodeHot } from '../store/hot-codec'
import { readKeptBlocks } from '../store/kept-blocks'
import { inSnapshot } from '../store/snapshot'
import { execute, query } from '../store/sql'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { MINUTE_MS } from '../core/times'
import { assembleMatrix } from './assemble-matrix'
import { NodePlaces } from './slots-of-nodes'

const START_MS = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
const METRIC = 'memory.utilization.used'
const SLOTS = 3

let database: TestDatabase
let groupIds: number[]

beforeAll(async () => {
  database = await createTestDatabase()
  const made = await query<{ id: number }>(
    database.store,
    'INSERT INTO node_group (log_seq) VALUES (1), (1) RETURNING id',
  )
  groupIds = made.map(({ id }) => id)
})
afterAll(() => database.drop())

/** A minute in which every node of the group was as full. */
const show = async (groupId: number, value: number): Promise<void> => {
  const directory: Directory = { nodeSlots: Uint16Array.from([0, 1, 2]), devices: ['', '', ''] }
  const part = (of: number) => new Float32Array(SLOTS).fill(of)
  const parts = { count: part(1), sum: part(value), min: part(value), max: part(value) }
  const matrix = { startMs: START_MS, stepMs: MINUTE_MS, stepCount: 1, slotCount: SLOTS, ...parts }
  await execute(
    database.store,
    "INSERT INTO hot (group_id, scope, start_ms, payload) VALUES ($1, 'node', $2, $3)",
    [groupId, START_MS, encodeHot([{ metric: METRIC, directory, matrix }])],
  )
}

it('the newest minutes of every group are shown, also where groups have the same slots', async () => {
  for (const [at, groupId] of groupIds.entries()) await show(groupId, at + 1)
  const nodes = groupIds.flatMap((groupId) => [0, 1, 2].map((slot) => ({ groupId, slot })))
  const places = new NodePlaces(nodes)
  const window = { fromMs: START_MS, toMs: START_MS + MINUTE_MS }
  const blocks = await inSnapshot(database.store, (snapshot) =>
    readKeptBlocks(snapshot, { table: 'hot', metrics: [METRIC], scope: 'node', groupIds, ...window }),
  )
  const shape = { startMs: START_MS, stepMs: MINUTE_MS, stepCount: 1, slotCount: nodes.length }
  const { sum } = assembleMatrix(shape, blocks, ({ groupId, directory }, column) =>
    places.find(groupId, directory.nodeSlots[column] ?? -1),
  )
  expect([...sum]).toEqual([1, 1, 1, 2, 2, 2])
})
