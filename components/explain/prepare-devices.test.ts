import { describe, expect, it } from 'vitest'
import type { SeriesAnswer } from '@/lib/contract/series'
import { describeDevices, devicesOf } from './prepare-devices'

const NODE = { id: 4, name: 'db-1' }
const PRESSURE = 'cgroup.saturation.memory_pressure'

const answerOf = (devices: Readonly<Record<string, (number | null)[]>>): SeriesAnswer => ({
  window: { fromMs: 0, toMs: 2 },
  asOfMs: 2,
  stepMs: 1,
  startMs: 0,
  cut: null,
  series: Object.entries(devices).map(([device, values]) => ({
    metric: PRESSURE,
    unit: 'ratio',
    node: NODE.id,
    name: NODE.name,
    device,
    mean: values,
    min: values,
    max: values,
  })),
})

const textOf = (devices: Readonly<Record<string, (number | null)[]>>): string | null => {
  const asked = devicesOf(PRESSURE, NODE)
  return asked === null ? null : describeDevices(asked, answerOf(devices))
}

describe('the devices of a finding', () => {
  it('are named worst first', () => {
    expect(textOf({ api: [0.1, 0.2], indexer: [0.7, 0.1] })).toBe(
      'On db-1 it is indexer (70 %) most, then api (20 %).',
    )
  })

  it('are counted where there are many', () => {
    expect(textOf({ a: [0.1], b: [0.2], c: [0.3], d: [0.4], e: [0.5] })).toBe(
      'On db-1 it is e (50 %) most, then d (40 %), c (30 %) and 2 more.',
    )
  })

  it('are left out where they are not measured', () => {
    expect(textOf({ a: [null, null] })).toBeNull()
    expect(textOf({ a: [null, 0.5] })).toBe('On db-1 it is a (50 %).')
  })

  it('are not asked for where a metric is of the whole node', () => {
    expect(devicesOf('memory.saturation.pressure', NODE)).toBeNull()
  })
})
