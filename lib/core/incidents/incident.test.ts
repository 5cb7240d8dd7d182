import { expect, it } from 'vitest'
import { isSameSignature } from './incident'

const of = (...metrics: readonly string[]) => metrics.map((metric) => ({ metric, rise: 1 }))

it('an incident is known again by the metrics that rose, however far', () => {
  const disk = of('disk.utilization.busy', 'disk.saturation.queue', 'cpu.utilization.iowait')
  expect(
    isSameSignature(
      disk,
      disk.map((one) => ({ ...one, rise: 9 })),
    ),
  ).toBe(true)
  expect(isSameSignature(disk, of('disk.utilization.busy', 'cpu.saturation.pressure'))).toBe(true)
})

it('another resource makes another incident, and nothing is like nothing', () => {
  expect(isSameSignature(of('disk.utilization.busy'), of('memory.saturation.pressure'))).toBe(false)
  expect(
    isSameSignature(of('disk.utilization.busy'), of('disk.utilization.busy', 'cpu.saturation.pressure')),
  ).toBe(false)
  expect(isSameSignature([], [])).toBe(false)
})
