import { expect, it } from 'vitest'
import { leaveOutIncidents } from './leave-out'

const times = { stepMs: 10, leadSteps: 1, windowSteps: 2, startsMs: [1_000, 500] }
const metric = { id: 'disk.utilization.busy', aspect: 'utilization', badDirection: 1, scale: 1 } as const
const spans = () => ({
  metric,
  rows: [
    { node: 0, device: '' },
    { node: 1, device: '' },
  ],
  values: new Float32Array(12).fill(1),
})
const clusterOf = (node: number) => (node === 0 ? 'eu' : 'us')

it('a marked incident is no baseline of its cluster', () => {
  const found = spans()
  leaveOutIncidents(found, times, [{ cluster: 'eu', fromMs: 505, toMs: 515 }], clusterOf)
  expect([...found.values]).toEqual([1, 1, 1, 1, NaN, NaN, 1, 1, 1, 1, 1, 1])
})

it('of the whole fleet it is one of nobody, and the window itself stays as it is', () => {
  const found = spans()
  leaveOutIncidents(found, times, [{ cluster: '', fromMs: 0, toMs: 2_000 }], clusterOf)
  expect([...found.values]).toEqual([1, 1, 1, NaN, NaN, NaN, 1, 1, 1, NaN, NaN, NaN])
})
