import { writeStaleMarker } from '@/lib/core/stale'
import { createRandom } from '@/lib/store/sample-fleet'
import { createTestDatabase } from '@/lib/store/test-database'
import type { TestDatabase } from '@/lib/store/test-database'
import { registerAll } from '@/lib/store/test-fleet'
import type { PlacedSeries, Sample } from './test-reference'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
/** The samples of a test cross the end of an hour. */
export const START_MS = Math.floor(1_790_000_000_000 / HOUR_MS) * HOUR_MS + 35 * MINUTE_MS
export const SPAN_MS = 50 * MINUTE_MS
export const RETENTION = { chunkRetentionDays: 30, roll1mRetentionDays: 14, roll5mRetentionDays: 395 }
export const CONFIG = { sealWaitMs: 30_000, ...RETENTION }
export const RANGE = { fromMs: START_MS - 6 * HOUR_MS, toMs: START_MS + 24 * HOUR_MS }

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

export interface TestGroup extends TestDatabase {
  series: PlacedSeries[]
}

const NODES = ['a', 'b', 'c']

/** A database with one group of three nodes. */
export async function openTestGroup(): Promise<TestGroup> {
  const database = await createTestDatabase()
  const wanted = NODES.flatMap((instance) =>
    NODE_SERIES.map((own) => ({ node: { cluster: 'test', instance }, ...own })),
  )
  const registrations = await registerAll(database.store, wanted, START_MS)
  const series = registrations.flatMap((registration, i) => {
    const own = wanted[i]
    if (!registration.ok || !own) return []
    return [
      {
        seriesId: registration.seriesId,
        slot: NODES.indexOf(own.node.instance),
        name: own.name,
        labels: own.labels,
      },
    ]
  })
  return { ...database, series }
}

export interface TestClock {
  ms: number
  nowMs(): number
}

export const createTestClock = (): TestClock => ({
  ms: START_MS,
  nowMs() {
    return this.ms
  },
})

/** What three nodes send: counters with resets, gaps, devices that come and go, stale markers, and a NaN. */
export function makeSamples(series: readonly PlacedSeries[], seed: number): Sample[] {
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

export const inOrder = (series: readonly PlacedSeries[], seed: number): Sample[] =>
  makeSamples(series, seed).sort((a, b) => a.timeMs - b.timeMs)
