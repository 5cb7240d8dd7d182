import { describe, expect, it } from 'vitest'
import { createMatrix } from '../core/rollup'
import type { Block } from '../store/block'
import { assembleMatrix } from './assemble-matrix'
import { slotsOfDevices } from './slots-of-devices'
import { slotsOfNodes } from './slots-of-nodes'

const MINUTE_MS = 60_000

const nodeAt = (id: number, groupId: number, slot: number) => ({
  id,
  groupId,
  slot,
  cluster: '',
  instance: `i${String(id)}`,
  name: `n${String(id)}`,
  kind: 'host' as const,
  labels: {},
  firstSeenMs: 0,
})

/** Every column of every step holds one sample: its node slot plus a tenth of its step. */
const block = (change: Partial<Block> & { nodeSlots: number[]; devices?: string[] }): Block => {
  const {
    nodeSlots,
    devices = nodeSlots.map(() => ''),
    startMs = 0,
    stepMs = MINUTE_MS,
    stepCount = 2,
  } = change
  const matrix = createMatrix({ startMs, stepMs, stepCount, slotCount: nodeSlots.length })
  matrix.count.forEach((_, at) => {
    const value = (nodeSlots[at % nodeSlots.length] ?? 0) + Math.floor(at / nodeSlots.length) / 8
    matrix.count[at] = 1
    matrix.sum[at] = value
    matrix.min[at] = value
    matrix.max[at] = value
  })
  const directory = { nodeSlots: Uint16Array.from(nodeSlots), devices }
  return { ...matrix, groupId: change.groupId ?? 1, metric: 'cpu.utilization.busy', scope: 'node', directory }
}

describe('blocks put together', () => {
  it('give every node its own column, whatever group and slot it is stored in', () => {
    const { slotOf, groupIds } = slotsOfNodes([nodeAt(10, 2, 0), nodeAt(11, 1, 7)])
    const blocks = [block({ nodeSlots: [3, 7] }), block({ groupId: 2, nodeSlots: [0] })]
    const matrix = assembleMatrix(
      { startMs: 0, stepMs: MINUTE_MS, stepCount: 2, slotCount: 2 },
      blocks,
      slotOf,
    )
    expect(groupIds.sort()).toEqual([1, 2])
    expect([...matrix.sum]).toEqual([0, 7, 0.125, 7.125])
  })

  it('fold hot minutes into longer steps and leave the rest not measured', () => {
    const { slotOf } = slotsOfNodes([nodeAt(10, 1, 4)])
    const hot = block({ nodeSlots: [4], startMs: 5 * MINUTE_MS, stepCount: 2 })
    const shape = { startMs: 0, stepMs: 5 * MINUTE_MS, stepCount: 2, slotCount: 1 }
    const matrix = assembleMatrix(shape, [hot], slotOf)
    expect([...matrix.count]).toEqual([0, 2])
    expect([...matrix.max]).toEqual([NaN, 4.125])
  })

  it('leave out steps outside the window', () => {
    const { slotOf } = slotsOfNodes([nodeAt(10, 1, 4)])
    const shape = { startMs: 10 * MINUTE_MS, stepMs: MINUTE_MS, stepCount: 1, slotCount: 1 }
    expect([...assembleMatrix(shape, [block({ nodeSlots: [4], stepCount: 60 })], slotOf).count]).toEqual([1])
  })

  it('find the devices of the wanted nodes only, each once', () => {
    const first = block({ nodeSlots: [1, 1, 2], devices: ['sda', 'sdb', 'sda'] })
    const second = block({ nodeSlots: [1], devices: ['sdb'], startMs: 2 * MINUTE_MS })
    const { slots, slotOf } = slotsOfDevices([nodeAt(10, 1, 1)], [first, second], () => true)
    expect(slots.map(({ device }) => device)).toEqual(['sda', 'sdb'])
    expect([slotOf(first, 0), slotOf(first, 1), slotOf(first, 2), slotOf(second, 0)]).toEqual([0, 1, -1, 1])
  })
})
