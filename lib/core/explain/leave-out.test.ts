import { expect, it } from 'vitest'
import { leaveOutIncidents } from './leave-out'

const times = { stepMs: 10, leadSteps: 1, windowSteps: 2, startsMs: [1_000, 500, 200] }
const metric = { id: 'disk.utilization.busy', aspect: 'utilization', badDirection: 1, scale: 1 } as const
const spans = () => ({
  metric,
  rows: [
    { node: 0, device: '' },
    { node: 1, device: '' },
  ],
  values: new Float32Array(18).fill(1),
})
const clusterOf = (node: number) => (node === 0 ? 'eu' : 'us')
const WHOLE = [1, 1, 1, 1, 1, 1, 1, 1, 1]

it('a marked incident is no baseline of its cluster', () => {
  const found = spans()
  leaveOutIncidents(found, times, [{ cluster: 'eu', fromMs: 505, toMs: 515 }], clusterOf)
  expect([...found.values]).toEqual([1, 1, 1, 1, NaN, NaN, 1, 1, 1, ...WHOLE])
})

it('of the whole fleet it is one of nobody, and the window itself stays as it is', () => {
  const found = spans()
  leaveOutIncidents(found, times, [{ cluster: '', fromMs: 300, toMs: 2_000 }], clusterOf)
  const left = [1, 1, 1, NaN, NaN, NaN, 1, 1, 1]
  expect([...found.values]).toEqual([...left, ...left])
})

it('where nothing would be left to compare with, all of it is kept', () => {
  const found = spans()
  leaveOutIncidents(
    found,
    times,
    [
      { cluster: 'eu', fromMs: 500, toMs: 520 },
      { cluster: '', fromMs: 200, toMs: 220 },
    ],
    clusterOf,
  )
  expect([...found.values]).toEqual([...WHOLE, 1, 1, 1, 1, 1, 1, 1, NaN, NaN])
})

it('that of demonstration fleets is one of all their clusters, and of no other', () => {
  const found = spans()
  const ofDemo = (node: number) => (node === 0 ? 'demo:eu-1' : 'us')
  leaveOutIncidents(found, times, [{ cluster: 'demo:', fromMs: 505, toMs: 515 }], ofDemo)
  expect([...found.values]).toEqual([1, 1, 1, 1, NaN, NaN, 1, 1, 1, ...WHOLE])
})
