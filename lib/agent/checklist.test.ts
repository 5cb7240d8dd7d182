import { expect, test } from 'vitest'
import { toUseSamples } from '@/lib/core/to-use-samples'
import type { SourceSeries } from '@/lib/core/series'
import { NODE_DEVICE } from '@/lib/core/use-sample'
import { CHECKLIST } from '@/lib/core/checklist/checklist'
import { selectorsOf } from '@/lib/core/checklist/expression'
import type { AgentSeries } from './agent-series'
import { createCollector } from './collect/collector'
import { createFilesystemReader } from './collect/filesystems'
import { createFakeClock } from './fixtures/fake-clock'
import { namesOf } from './fixtures/find-series'
import { unpackMachine, type FixtureMachine } from './fixtures/fixture-machine'

const SPACE = { bsize: 4096, blocks: 1000, bfree: 500, bavail: 400, files: 64, ffree: 60 }
const TICK_MS = 10_000

const toSourceSeries = (ticks: readonly (readonly AgentSeries[])[], startMs: number): SourceSeries[] =>
  (ticks[0] ?? []).map(({ name, labels }, index) => ({
    name,
    labels,
    timesMs: Float64Array.from(ticks, (_, tick) => startMs + tick * TICK_MS),
    values: Float64Array.from(ticks, (series) => series[index]?.value ?? NaN),
  }))

/** Adds to the first number after a word. */
const grow = (machine: FixtureMachine, path: string, after: RegExp, by: number): void => {
  const text = machine.files.read('proc', path) ?? ''
  const grown = text.replace(
    new RegExp(`(${after.source})(\\d+)`, 'm'),
    (_, before: string, digits: string) => before + String(Number(digits) + by),
  )
  machine.write(`proc/${path}`, grown)
}

test('the checklist is computed from what the agent reads', async () => {
  using machine = unpackMachine('bare-metal')
  const clock = createFakeClock()
  const startMs = clock.nowMs()
  const filesystems = createFilesystemReader(machine.files, () => Promise.resolve(SPACE), clock)
  const collector = createCollector(machine.files, filesystems, clock)
  const first = await collector.collect()
  grow(machine, 'stat', /^cpu0 /, 500)
  grow(machine, 'stat', /^cpu0 \d+ \d+ \d+ /, 500)
  grow(machine, 'pressure/memory', /some .*total=/, 2_000_000)
  grow(machine, 'diskstats', /nvme0n1 (?:\d+ ){9}/, 7_000)
  grow(machine, '1/net/dev', /eno3: /, 12_500_000)
  machine.write('sys/class/net/eno3/speed', '1000')
  const second = await collector.collect()
  expect(second.length).toBe(first.length + 1)
  const known = second.filter(
    ({ name, labels }) => name !== 'node_network_speed_bytes' || labels['device'] !== 'eno3',
  )

  const measured = toUseSamples(toSourceSeries([first, known], startMs), {
    fromMs: startMs,
    toMs: startMs + 2 * TICK_MS,
  })
  const last = (metric: string, device = NODE_DEVICE) =>
    measured.find((one) => one.metric === metric && one.device === device)?.values.at(-1)

  expect(last('cpu.utilization.busy', 'cpu0')).toBeCloseTo(0.5)
  expect(last('memory.saturation.pressure')).toBeCloseTo(0.2)
  expect(last('disk.utilization.busy', 'nvme0n1')).toBeCloseTo(0.7)
  expect(last('disk.errors.failed_members', 'md127')).toBe(1)
  expect(last('network.utilization.receive', 'eno3')).toBeCloseTo(1_250_000)
  expect(last('filesystem.utilization.used', '/home')).toBeCloseTo(0.6)
  expect(last('tasks.utilization.threads')).toBeCloseTo(1892 / 2060988)
  expect(last('conntrack.utilization.used')).toBeCloseTo(12044 / 262144)
  expect(last('cgroup.utilization.memory', 'user.slice')).toBeCloseTo(400_000_000 / 4294967296)
})

test('every series of node_exporter that the checklist asks for is sent, but for the counters of btrfs', async () => {
  using machine = unpackMachine('bare-metal')
  const clock = createFakeClock()
  const filesystems = createFilesystemReader(machine.files, () => Promise.resolve(SPACE), clock)
  const sent = new Set(namesOf(await createCollector(machine.files, filesystems, clock).collect()))
  const asked = CHECKLIST.flatMap(({ metrics }) => metrics)
    .flatMap(({ sources }) => sources)
    .filter(({ kind }) => kind === 'node_exporter')
    .flatMap(({ expression }) => selectorsOf(expression))
    .flatMap(({ names }) => names)
  expect([...new Set(asked)].filter((name) => !sent.has(name))).toEqual(['node_btrfs_device_errors_total'])
})
