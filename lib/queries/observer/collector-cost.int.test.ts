import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  collectorCostAnswer,
  collectorCostParams,
  type CollectorCostAnswer,
} from '../../contract/collector-cost'
import { MINUTE_MS } from '../../core/times'
import { rollSent } from '../../roll/test-roll'
import { startTestServer, type TestServer } from '../../server/test-server'
import { inSnapshot } from '../../store/snapshot'
import { readCollectorCost } from './get-collector-cost'

const NOW_MS = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
const MINUTES = 30

let server: TestServer

const series = (name: string, type: 'gauge' | 'counter', value: number, labels: Record<string, string>) => ({
  name,
  type,
  value,
  labels,
})

/** What a process tells of itself after so many minutes of so much of a CPU. */
const process = (labels: Record<string, string>, minute: number, cpu: number, bytes: number) => [
  series('process_cpu_seconds_total', 'counter', 60 * minute * cpu, labels),
  series('process_resident_memory_bytes', 'gauge', bytes, labels),
  series('scrape_duration_seconds', 'gauge', 0.05, labels),
]

const machine = (minute: number) => [
  ...['0', '1', '2', '3'].map((cpu) =>
    series('node_cpu_seconds_total', 'counter', 60 * minute, { cpu, mode: 'idle' }),
  ),
  series('node_memory_MemTotal_bytes', 'gauge', 1e9, {}),
]

const documentOf = (name: string, ofMinute: (minute: number) => unknown[]) => ({
  node: { name, cluster: 'eu-1', facts: { role: name.startsWith('db') ? 'db' : 'web' } },
  samples: Array.from({ length: MINUTES }, (_, minute) => ({
    timestampMs: NOW_MS - (MINUTES - minute) * MINUTE_MS,
    values: {},
    series: [...machine(minute), ...ofMinute(minute)],
  })),
})

beforeAll(async () => {
  server = await startTestServer()
  const documents = [
    documentOf('db-1', (minute) => [
      ...process({ job: 'node_exporter' }, minute, 0.01, 2e7),
      ...process({ collector: 'tracer' }, minute, 0.19, 8e7),
      ...process({ job: 'mysqld' }, minute, 0.9, 9e8),
    ]),
    documentOf('web-1', (minute) => process({ collector: 'usescope-agent' }, minute, 0, 4e7)),
    documentOf('web-2', () => []),
  ]
  expect((await server.postSamples(documents)).status).toBe(200)
  await rollSent(server.database.store, 10)
}, 120_000)

afterAll(() => server.stop())

const ask = (search: Record<string, string> = {}): Promise<CollectorCostAnswer> =>
  inSnapshot(server.database.store, async (snapshot) =>
    collectorCostAnswer.parse(await readCollectorCost(snapshot, collectorCostParams.parse(search), NOW_MS)),
  )

describe('GET /api/v1/collectors/cost', () => {
  it('adds up the collectors of a node and no other process, as shares of its processors and its memory', async () => {
    const { nodes, cost } = await ask()
    expect(nodes.name).toEqual(['db-1', 'web-1', 'web-2'])
    expect(cost.cpu[0]).toBeCloseTo(0.2, 3)
    expect(cost.cpuShare[0]).toBeCloseTo(0.05, 3)
    expect([cost.memoryBytes[0], cost.memoryShare[0], cost.scrapeSeconds[0]]).toEqual([1e8, 0.1, 0.05])
  })

  it('tells what is zero from what nobody measures', async () => {
    const { cost, spread } = await ask()
    expect([cost.cpu[1], cost.cpu[2]]).toEqual([0, null])
    expect([cost.memoryBytes[2], cost.scrapeSeconds[2], cost.sentBytesPerSecond[0]]).toEqual([
      null,
      null,
      null,
    ])
    expect(spread.cpu).toMatchObject({ nodes: 2, most: cost.cpu[0] })
  })

  it('names each collector with what it takes, the dearest first', async () => {
    const { collectors, collectorsTotal } = await ask()
    expect(collectors.map(({ name, cpu }) => [name, cpu?.nodes])).toEqual([
      ['tracer', 1],
      ['node_exporter', 1],
      ['usescope-agent', 1],
    ])
    expect(collectors[0]?.cpu?.total).toBeCloseTo(0.19, 3)
    expect(collectorsTotal).toBe(3)
  })

  it('leaves out what the filter does not match', async () => {
    const { nodes, known, spread } = await ask({ filter: 'role="web"' })
    expect([nodes.name, known]).toEqual([['web-1', 'web-2'], 3])
    expect(spread.cpu).toMatchObject({ nodes: 1, total: 0 })
  })
})
