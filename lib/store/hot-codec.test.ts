import { expect, it } from 'vitest'
import { createMatrix } from '@/lib/core/rollup'
import { decodeDirectory, encodeDirectory } from './directory-codec'
import { decodeHot, encodeHot } from './hot-codec'
import type { HotMetric } from './hot-codec'

const START_MS = 1_790_000_040_000

function hotMetric(metric: HotMetric['metric'], directory: HotMetric['directory']): HotMetric {
  const slotCount = directory.nodeSlots.length
  const matrix = createMatrix({ startMs: START_MS, stepMs: 60_000, stepCount: 1, slotCount })
  matrix.count.fill(2)
  matrix.sum.set(Float32Array.from(directory.nodeSlots, (slot) => slot / 7))
  return { metric, directory, matrix }
}

const nodes = { nodeSlots: Uint16Array.of(0, 3, 511), devices: ['', '', ''] }
const disks = { nodeSlots: Uint16Array.of(0, 0, 3), devices: ['nvme0n1', 'sdä "\\', 'nvme0n1'] }

it('a directory comes back, whatever its devices are called', () => {
  expect(decodeDirectory(encodeDirectory(disks))).toEqual(disks)
  expect(decodeDirectory(encodeDirectory({ nodeSlots: new Uint16Array(), devices: [] }))).toEqual({
    nodeSlots: new Uint16Array(),
    devices: [],
  })
})

it('of a minute with all metrics the wanted ones come back', () => {
  const all = [
    hotMetric('cpu.utilization.busy', nodes),
    hotMetric('disk.utilization.busy', disks),
    hotMetric('tcp.errors.in', nodes),
  ]
  const payload = Buffer.from(Uint8Array.from(encodeHot(all)).buffer)
  expect(decodeHot(payload, START_MS, new Set(all.map(({ metric }) => metric)))).toEqual(all)
  expect(decodeHot(payload, START_MS, new Set(['disk.utilization.busy', 'unknown']))).toEqual([all[1]])
  expect(decodeHot(Buffer.from(Uint8Array.from(encodeHot([])).buffer), START_MS, new Set(['a']))).toEqual([])
})
