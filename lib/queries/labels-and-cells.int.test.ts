import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cellAnswer, cellParams } from '../contract/cell'
import { labelsAnswer, labelsParams } from '../contract/labels'
import { appendFacts } from '../store/facts'
import { readNodes } from '../store/nodes'
import { inSnapshot } from '../store/snapshot'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { readCell } from './get-cell'
import { readLabels } from './get-labels'
import { rollTestSamples } from './test-samples'

const MINUTE_MS = 60_000
const NOW_MS = Math.floor(Date.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS + 130_000
const HALF_MINUTES = Array.from({ length: 60 }, (_, index) => NOW_MS - index * 30_000).reverse()
const BAD_FROM_MS = NOW_MS - 10 * MINUTE_MS
const since = (badMs: number, bad: number) =>
  HALF_MINUTES.map((timeMs) => [timeMs, timeMs < badMs ? 0 : bad] as const)

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await rollTestSamples(
    database.store,
    [
      {
        node: 'queued',
        cluster: 'eu',
        metric: 'disk.saturation.queue',
        device: 'sda',
        samples: since(0, 0.1),
      },
      {
        node: 'queued',
        cluster: 'eu',
        metric: 'disk.saturation.queue',
        device: 'sdb',
        samples: since(BAD_FROM_MS, 50),
      },
      { node: 'calm', cluster: 'us', metric: 'cpu.utilization.busy', samples: since(0, 0.1) },
      { node: 'third', cluster: 'us', metric: 'cpu.utilization.busy', samples: since(0, 0.1) },
    ],
    NOW_MS,
  )
  const nodes = await readNodes(database.store)
  await appendFacts(
    database.store,
    nodes.slice(0, 2).map(({ id }) => ({
      nodeId: id,
      device: '',
      name: 'kernel',
      value: '6.1',
      observedMs: NOW_MS - MINUTE_MS,
    })),
  )
  await appendFacts(
    database.store,
    nodes.slice(0, 1).map(({ id }) => ({
      nodeId: id,
      device: '',
      name: 'launch_time',
      value: String(NOW_MS - 90 * MINUTE_MS),
      observedMs: NOW_MS - MINUTE_MS,
    })),
  )
}, 120_000)

afterAll(() => database.drop())

const cell = (search: Record<string, string>) =>
  inSnapshot(database.store, (tx) => readCell(tx, cellParams.parse(search), NOW_MS))
const labels = (search: Record<string, string> = {}) =>
  inSnapshot(database.store, (tx) => readLabels(tx, labelsParams.parse(search), NOW_MS))

describe('the origin of a cell', () => {
  it('is the minute since when it is bad, and the device that is', async () => {
    const { aspects } = cellAnswer.parse(await cell({ id: 'queued', resource: 'disk' }))
    expect(aspects.saturation?.run).toMatchObject({ isFromStart: false, isOngoing: true })
    expect(aspects.saturation?.run?.fromMs).toBe(Math.floor(BAD_FROM_MS / MINUTE_MS) * MINUTE_MS)
    expect(aspects.saturation?.device?.name).toBe('sdb')
  })

  it('of a calm one names no time', async () => {
    const { aspects } = await cell({ id: 'calm', resource: 'cpu' })
    expect(aspects.utilization).toEqual({ run: null, device: null })
  })
})

describe('the labels of the fleet', () => {
  it('are all names with their values, the most nodes first', async () => {
    const answer = labelsAnswer.parse(await labels())
    const named = (name: string) => answer.names.find((label) => label.name === name)
    expect(named('cluster')).toEqual({
      name: 'cluster',
      source: 'label',
      nodes: 3,
      values: [
        { value: 'us', nodes: 2 },
        { value: 'eu', nodes: 1 },
      ],
      of: 2,
    })
    expect(named('kernel')).toMatchObject({ source: 'fact', nodes: 2, values: [{ value: '6.1', nodes: 2 }] })
  })

  it('name the age of nodes, which no two have in common, without its values', async () => {
    const age = (await labels()).names.find(({ name }) => name === 'age')
    expect(age).toEqual({ name: 'age', source: 'fact', nodes: 1, values: [], of: 0 })
  })

  it('are cut with a notice, and asked by name and text', async () => {
    const [names] = (await labels({ name: 'name', limit: '1' })).names
    expect([names?.values.length, names?.of]).toEqual([1, 3])
    const [fitting] = (await labels({ name: 'name', text: 'QUEUE' })).names
    expect(fitting?.values).toEqual([{ value: 'queued', nodes: 1 }])
  })
})
