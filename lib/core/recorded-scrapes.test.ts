import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { judge } from './judge'
import { metricById } from './checklist/checklist'
import { parseScrapes, toSourceSeries } from './fixtures/parse-exposition'
import { nodeValues } from './fixtures/use-values'

const recorded = (name: string) => {
  const text = readFileSync(new URL(`./fixtures/${name}.prom`, import.meta.url), 'utf8')
  return nodeValues(toSourceSeries(parseScrapes(text)))
}
const times = (value: number, count: number): number[] => Array.from({ length: count }, () => value)

describe('a bare-metal server (node_exporter 1.10)', () => {
  const value = recorded('bare-metal-1.10')

  test('a busy CPU is what is neither idle nor iowait nor steal', () => {
    expect(value('cpu.utilization.busy', 'cpu0')).toEqual(times(0.8, 5))
    expect(value('cpu.utilization.busy', 'cpu2')).toEqual(times(0, 5))
    expect(value('cpu.utilization.busy')).toEqual(times(0.325, 5))
    expect(value('cpu.utilization.hottest')).toEqual(times(0.8, 5))
    expect(value('cpu.utilization.iowait')).toEqual(times(0.025, 5))
    expect(value('cpu.saturation.steal')).toEqual(times(0.025, 5))
  })
  test('mode shares are kept for the node alone', () => {
    expect(value('cpu.utilization.user')).toEqual(times(0.275, 5))
    expect(value('cpu.utilization.user', 'cpu0')).toBeNull()
  })
  test('pressure, run delay and runnable tasks are CPU saturation', () => {
    expect(value('cpu.saturation.pressure')).toEqual(times(0.2, 5))
    expect(value('cpu.saturation.run_delay')).toEqual(times(1.5, 5))
    expect(value('cpu.saturation.runnable')).toEqual(times(0.5, 6))
    expect(value('cpu.errors.throttles')).toEqual(times(0.2, 5))
    expect(value('irq.saturation.pressure_full')).toEqual(times(0.01, 5))
  })
  test('memory is judged by what is available, its pressure, and its kills', () => {
    expect(value('memory.utilization.used')?.[0]).toBeCloseTo(0.75)
    expect(value('memory.saturation.swapping')).toEqual(times(11, 5))
    expect(value('memory.errors.oom_kills')?.[0]).toBeCloseTo(1 / 15)
  })
  test('device mapper is listed but the disk below it decides', () => {
    expect(value('disk.utilization.busy', 'dm-0')).toEqual(times(1, 5))
    expect(value('disk.utilization.busy')).toEqual(times(0.9, 5))
    expect(value('disk.saturation.queue')).toEqual(times(4, 5))
    expect(value('disk.saturation.await', 'sda')).toEqual(times(0.02, 5))
  })
  test('a disk that does no I/O has no time of an I/O', () => {
    expect(value('disk.saturation.await', 'vda')).toBeNull()
  })
  test('a degraded array is an error of the node', () => {
    expect(value('disk.errors.failed_members', 'md6')).toEqual(times(1, 6))
    expect(value('disk.errors.failed_members')).toEqual(times(1, 6))
  })
  test('veth has a link speed and still does not decide', () => {
    expect(value('network.utilization.bandwidth', 'veth3ab')).toEqual(times(1, 5))
    expect(value('network.utilization.bandwidth')).toEqual(times(0.5, 5))
    expect(value('network.saturation.drops')).toEqual(times(2, 5))
  })
  test('images that are full by nature are no filesystems, and tmpfs does not decide', () => {
    expect(value('filesystem.utilization.used', '/snap/core/1')).toBeNull()
    expect(value('filesystem.utilization.used', '/run')).toEqual(times(0.9375, 6))
    expect(value('filesystem.utilization.used')?.[0]).toBeCloseTo(0.76)
    expect(value('filesystem.saturation.time_to_full')).toEqual([1140, 1125])
  })
})

describe('a virtual machine (node_exporter 1.5)', () => {
  const value = recorded('vm-1.5')

  test('an unknown link speed is not measured, and the bytes stay visible', () => {
    expect(value('network.utilization.bandwidth')).toBeNull()
    expect(value('network.utilization.receive', 'eth0')).toHaveLength(4)
  })
  test('loopback, zram and link-less interfaces do not decide', () => {
    expect(value('network.utilization.receive', 'lo')).toBeNull()
    expect(value('disk.utilization.busy', 'zram0')).toBeNull()
    expect(value('disk.utilization.busy', 'vda')).toEqual(value('disk.utilization.busy'))
  })
  test('without swap its use is not applicable rather than unmeasured', () => {
    const metric = metricById('swap.utilization.used')
    const applicable = value(metric?.applicability ?? '')?.at(-1) ?? null
    expect(value('swap.utilization.used')).toBeNull()
    expect(applicable).toBe(0)
    const reading = { mean: null, max: null, last: null, peak: null, applicable }
    expect(metric && judge(metric, reading)).toBe('not_applicable')
  })
  test('every share is within 0 and 1', () => {
    for (const name of ['cpu.utilization.busy', 'memory.utilization.used', 'disk.saturation.pressure'])
      for (const share of value(name) ?? [NaN]) expect(share >= 0 && share <= 1).toBe(true)
  })
})

describe('an old kernel (node_exporter 0.18)', () => {
  const value = recorded('old-kernel-0.18')

  test('what it does not tell is not measured', () => {
    for (const name of [
      'cpu.saturation.pressure',
      'memory.utilization.used',
      'memory.errors.oom_kills',
      'network.utilization.bandwidth',
    ])
      expect(value(name)).toBeNull()
  })
  test('what it tells is', () => {
    expect(value('cpu.utilization.busy')).toEqual(times(0.25, 3))
    expect(value('swap.utilization.used')?.map((share) => Number(share.toFixed(3)))).toEqual(times(0.75, 4))
    expect(value('swap.saturation.swapping')).toEqual(times(10, 3))
  })
})

describe('hot-plugged devices', () => {
  const value = recorded('hot-plug')

  test('a CPU that appears counts from its second sample on', () => {
    expect(value('cpu.utilization.busy', 'cpu1')).toEqual(times(1, 4))
    expect(value('cpu.utilization.busy')).toEqual([0.5, 0.5, 0.75, 0.75, 0.75, 0.75])
  })
  test('a disk that appears with a high counter makes no jump', () => {
    expect(value('disk.utilization.busy', 'sdb')).toEqual(times(1, 3))
    expect(value('disk.utilization.busy')).toEqual([0.1, 0.1, 0.1, 1, 1, 1])
  })
  test('an interface that is gone no longer decides', () => {
    expect(value('network.utilization.bandwidth', 'eth0')).toEqual(times(0.08, 4))
    expect(value('network.utilization.bandwidth')).toEqual([0.08, 0.08, 0.4, 0.4, 0.4, 0.4])
  })
})
