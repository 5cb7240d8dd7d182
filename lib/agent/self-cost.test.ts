import { expect, test } from 'vitest'
import { toUseSamples } from '@/lib/core/to-use-samples'
import { gauge, type AgentSeries } from './agent-series'
import { valueOf } from './fixtures/find-series'
import { createSelfCost, readProcessUse } from './self-cost'

const OWN = { collector: 'usescope-agent' }
const collectOne = (): Promise<AgentSeries[]> => Promise.resolve([gauge('node_load1', {}, 1)])

test('a round tells what was measured, and after it what the process cost and how long the round took', async () => {
  const uses = [
    { cpuSeconds: 3, residentBytes: 1, nowSeconds: 10 },
    { cpuSeconds: 3.5, residentBytes: 50_000_000, nowSeconds: 10.25 },
  ]
  const self = createSelfCost(() => uses.shift() ?? { cpuSeconds: 0, residentBytes: 0, nowSeconds: 0 })
  self.sent(700)
  const series = await self.measure(collectOne)
  expect(valueOf(series, 'node_load1')).toBe(1)
  expect(valueOf(series, 'process_cpu_seconds_total', OWN)).toBe(3.5)
  expect(valueOf(series, 'process_resident_memory_bytes', OWN)).toBe(50_000_000)
  expect(valueOf(series, 'scrape_duration_seconds', OWN)).toBe(0.25)
  expect(valueOf(series, 'usescope_agent_samples_total', OWN)).toBe(series.length)
  expect(valueOf(series, 'usescope_agent_sent_bytes_total', OWN)).toBe(700)
})

test('the counters go on from round to round', async () => {
  const self = createSelfCost(readProcessUse)
  const first = await self.measure(collectOne)
  self.sent(100)
  self.sent(100)
  const second = await self.measure(collectOne)
  expect(valueOf(second, 'usescope_agent_samples_total', OWN)).toBe(2 * first.length)
  expect(valueOf(second, 'usescope_agent_sent_bytes_total', OWN)).toBe(200)
})

test('the real process has used some processor and some memory', () => {
  const { cpuSeconds, residentBytes } = readProcessUse()
  expect(cpuSeconds).toBeGreaterThan(0)
  expect(residentBytes).toBeGreaterThan(1_000_000)
})

const columnsOf = (labels: Record<string, string>) => {
  const timesMs = Float64Array.from([0, 60_000])
  const one = (name: string, values: number[]) => ({
    name,
    labels,
    timesMs,
    values: Float64Array.from(values),
  })
  return [
    one('process_cpu_seconds_total', [10, 13]),
    one('process_resident_memory_bytes', [5e7, 6e7]),
    one('scrape_duration_seconds', [0.1, 0.2]),
  ]
}
const lastOf = (series: ReturnType<typeof columnsOf>, metric: string, device = '') =>
  toUseSamples(series, { fromMs: 0, toMs: 120_000 })
    .find((one) => one.metric === `software.utilization.${metric}` && one.device === device)
    ?.values.at(-1)

test('the collectors of a node are known by their label or their job, told apart, and added up', () => {
  const series = [
    ...columnsOf({ collector: 'probe-agent', job: 'node' }),
    ...columnsOf({ job: 'node_exporter' }),
  ]
  expect(lastOf(series, 'collector_cpu', 'probe-agent')).toBeCloseTo(0.05)
  expect(lastOf(series, 'collector_cpu', 'node_exporter')).toBeCloseTo(0.05)
  expect(lastOf(series, 'collector_cpu')).toBeCloseTo(0.1)
  expect(lastOf(series, 'collector_memory')).toBe(1.2e8)
  expect(lastOf(series, 'collector_scrape')).toBe(0.2)
})

test('no other process counts as a collector', () => {
  expect(lastOf(columnsOf({ job: 'mysql' }), 'collector_cpu')).toBeUndefined()
  expect(lastOf(columnsOf({}), 'collector_memory')).toBeUndefined()
})
