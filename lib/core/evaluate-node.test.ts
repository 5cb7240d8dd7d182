import { describe, expect, test } from 'vitest'
import { growing, seriesOf, nodeValues } from './fixtures/use-values'
import type { SourceSeries } from './series'
import { writeStaleMarker } from './stale'

const MODES = ['idle', 'iowait', 'steal', 'system', 'user']
const cpu = (
  labels: string,
  steps: Partial<Record<string, number>>,
  count = 4,
  offsetMs = 0,
): SourceSeries[] =>
  MODES.map((mode) =>
    seriesOf(
      `node_cpu_seconds_total{cpu="0",mode="${mode}"${labels}}`,
      ...growing(steps[mode] ?? 0, count).map(([timeMs, value]) => [timeMs + offsetMs, value] as const),
    ),
  )
const without = (series: SourceSeries, index: number): SourceSeries => ({
  ...series,
  timesMs: series.timesMs.filter((_, at) => at !== index),
  values: series.values.filter((_, at) => at !== index),
})

describe('parts that are missing', () => {
  test('a mode that is missing at a tick makes a gap, never a busy CPU', () => {
    const whole = cpu('', { idle: 15 })
    const holed = whole.map((series) => (series.labels['mode'] === 'idle' ? without(series, 2) : series))
    expect(nodeValues(whole)('cpu.utilization.busy', 'cpu0')).toEqual([0, 0, 0])
    expect(nodeValues(holed)('cpu.utilization.busy', 'cpu0')).toEqual([0, 0])
  })
  test('a mode that fell back, as iowait does, makes a gap', () => {
    const falling = cpu('', { idle: 14, iowait: 1 }).map((series) => {
      if (series.labels['mode'] === 'iowait') series.values[2] = 0
      return series
    })
    expect(nodeValues(falling)('cpu.utilization.busy', 'cpu0')).toHaveLength(2)
  })
  test('a series that ended with a stale marker leaves the sum', () => {
    const drops = (name: string, step: number) =>
      seriesOf(`node_network_${name}_drop_total{device="eth0"}`, ...growing(step))
    const ended = drops('transmit', 30)
    writeStaleMarker(ended.values, 2)
    ended.timesMs = ended.timesMs.slice(0, 3)
    ended.values = ended.values.slice(0, 3)
    expect(nodeValues([drops('receive', 15), ended])('network.saturation.drops', 'eth0')).toEqual([3, 1, 1])
  })
  test('a value that is no number is a gap in a gauge too', () => {
    const load = seriesOf('node_load1', [0, 1], [15_000, NaN], [30_000, Infinity], [45_000, 2])
    expect(nodeValues([load])('cpu.saturation.load')).toEqual([1, 2])
  })
  test('a part that the node never sends is left out of a sum, and nothing is made of half a ratio', () => {
    const value = nodeValues([
      seriesOf('node_network_receive_errs_total{device="eth0"}', ...growing(15)),
      seriesOf('node_filesystem_avail_bytes{mountpoint="/",fstype="ext4"}', ...growing(0, 4, 10)),
    ])
    expect(value('network.errors.errors')).toEqual([1, 1, 1])
    expect(value('filesystem.utilization.used')).toBeNull()
  })
})

describe('senders', () => {
  test('two replicas of one Prometheus count once', () => {
    const value = nodeValues([
      ...cpu(',replica="a"', { idle: 9, user: 6 }),
      ...cpu(',replica="b"', { idle: 9, user: 6 }),
    ])
    expect(value('cpu.utilization.busy')).toEqual([0.4, 0.4, 0.4])
  })
  test('replicas that scrape at different times both give samples', () => {
    const value = nodeValues([
      ...cpu(',replica="a"', { idle: 9, user: 6 }, 4),
      ...cpu(',replica="b"', { idle: 9, user: 6 }, 4, 5000),
    ])
    expect(value('cpu.utilization.busy')).toEqual([0.4, 0.4, 0.4, 0.4, 0.4, 0.4])
  })
  test('a value that the sender measured is preferred to one made of its series', () => {
    const series = [
      ...cpu('', { idle: 15 }),
      seriesOf('use:cpu.utilization.busy{device="cpu0"}', ...growing(0, 4, 0.9)),
    ]
    expect(nodeValues(series)('cpu.utilization.busy', 'cpu0')).toEqual([0.9, 0.9, 0.9, 0.9])
    expect(nodeValues(series)('cpu.utilization.busy')).toEqual([0.9, 0.9, 0.9, 0.9])
  })
  test('a measured value of the whole node stands beside those of its devices', () => {
    const value = nodeValues([
      ...cpu('', { idle: 15 }),
      seriesOf('use:cpu.utilization.busy', ...growing(0, 4, 0.5)),
    ])
    expect(value('cpu.utilization.busy')).toEqual([0.5, 0.5, 0.5, 0.5])
    expect(value('cpu.utilization.busy', 'cpu0')).toEqual([0, 0, 0])
  })
  test('a source that fell silent gives way to the next one after the greatest gap', () => {
    const native = seriesOf('use:disk.utilization.busy{device="sda"}', [0, 0.9])
    const exporter = seriesOf('node_disk_io_time_seconds_total{device="sda"}', ...growing(7.5, 40))
    const values = nodeValues([native, exporter])('disk.utilization.busy', 'sda') ?? []
    expect(values[0]).toBe(0.9)
    expect(values.slice(1).every((value) => value === 0.5)).toBe(true)
    expect(values).toHaveLength(1 + 40 - 21)
  })
})

describe('devices', () => {
  const disk = (device: string, step: number) =>
    seriesOf(`node_disk_io_time_seconds_total{device="${device}"}`, ...growing(step))
  const link = (device: string, step: number) => [
    seriesOf(`node_network_receive_bytes_total{device="${device}"}`, ...growing(step)),
    seriesOf(`node_network_speed_bytes{device="${device}"}`, ...growing(0, 4, 100)),
  ]

  test('a partition decides only where its disk is not seen', () => {
    const both = nodeValues([disk('sda', 3), disk('sda1', 15), disk('nvme0n1p2', 6)])
    expect(both('disk.utilization.busy', 'sda1')).toEqual([1, 1, 1])
    expect(both('disk.utilization.busy')).toEqual([0.4, 0.4, 0.4])
  })
  test('a VLAN and the members of a bond are listed under their parents', () => {
    const value = nodeValues([
      ...link('bond0', 150),
      ...link('eth0', 1500),
      ...link('bond0.100', 1200),
      seriesOf('usescope_network_parent_info{device="eth0",parent="bond0"}', ...growing(0, 4, 1)),
    ])
    expect(value('network.utilization.bandwidth', 'eth0')).toEqual([1, 1, 1])
    expect(value('network.utilization.bandwidth')).toEqual([0.1, 0.1, 0.1])
  })
  test('only virtual devices leave the node unmeasured', () => {
    const value = nodeValues(link('docker0', 1500))
    expect(value('network.utilization.bandwidth', 'docker0')).toEqual([1, 1, 1])
    expect(value('network.utilization.bandwidth')).toBeNull()
  })
  test('time on a disk whose 32-bit counter wraps goes on', () => {
    const wrap = 2 ** 32 / 1000
    const wrapping = seriesOf('node_disk_io_time_seconds_total{device="sda"}', [0, wrap - 3], [15_000, 4.5])
    expect(nodeValues([wrapping])('disk.utilization.busy')).toEqual([0.5])
  })
})

describe('OpenTelemetry', () => {
  const states = ['idle', 'wait', 'steal', 'system', 'user']
  const otelCpu = (name: string, state: string) =>
    states.map((mode) =>
      seriesOf(
        `${name}{cpu="cpu0",${state}="${mode}"}`,
        ...growing(mode === 'idle' ? 9 : mode === 'user' ? 6 : 0),
      ),
    )
  test('names and attributes are read in both their spellings', () => {
    expect(nodeValues(otelCpu('system.cpu.time', 'state'))('cpu.utilization.busy', 'cpu0')).toEqual([
      0.4, 0.4, 0.4,
    ])
    expect(nodeValues(otelCpu('system_cpu_time_seconds_total', 'cpu_mode'))('cpu.utilization.busy')).toEqual([
      0.4, 0.4, 0.4,
    ])
  })
  test('both names of dropped packets are one metric', () => {
    for (const name of ['system.network.dropped', 'system.network.packet.dropped']) {
      const series = ['receive', 'transmit'].map((direction) =>
        seriesOf(`${name}{device="eth0",direction="${direction}"}`, ...growing(15)),
      )
      expect(nodeValues(series)('network.saturation.drops', 'eth0')).toEqual([2, 2, 2])
    }
  })
  test('memory in use is its share of the states that add up', () => {
    const memory = (state: string, value: number) =>
      seriesOf(`system.memory.usage{state="${state}"}`, ...growing(0, 2, value))
    const series = [
      memory('used', 60),
      memory('free', 20),
      memory('cached', 15),
      memory('buffered', 5),
      memory('slab_reclaimable', 9),
    ]
    expect(nodeValues(series)('memory.utilization.used')).toEqual([0.6, 0.6])
  })
})

test('a container with a limit is measured, one without is not', () => {
  const container = (name: string, pod: string, value: number) =>
    seriesOf(`${name}{namespace="shop",pod="${pod}",container="app",id="/x"}`, ...growing(0, 2, value))
  const value = nodeValues([
    container('container_memory_working_set_bytes', 'a', 50),
    container('container_spec_memory_limit_bytes', 'a', 200),
    container('container_memory_working_set_bytes', 'b', 50),
    container('container_spec_memory_limit_bytes', 'b', 0),
  ])
  expect(value('cgroup.utilization.memory', 'shop/a/app')).toEqual([0.25, 0.25])
  expect(value('cgroup.utilization.memory', 'shop/b/app')).toBeNull()
})
