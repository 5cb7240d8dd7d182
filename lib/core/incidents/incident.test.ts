import { expect, it } from 'vitest'
import { isSameSignature, sameIncidentsBefore } from './incident'

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

it('only what was over before is told as seen before', () => {
  const signature = of('disk.utilization.busy')
  const at = (id: number, fromMs: number, toMs: number) => ({
    id,
    cluster: '',
    fromMs,
    toMs,
    title: '',
    note: '',
    signature,
    closedMs: null,
    changedMs: 0,
  })
  const marked = [at(4, 500, 600), at(3, 150, 250), at(2, 100, 200), at(1, 0, 50)]
  expect(sameIncidentsBefore(signature, marked, 200).map(({ id }) => id)).toEqual([2, 1])
  expect(sameIncidentsBefore([], marked, 200)).toEqual([])
})
