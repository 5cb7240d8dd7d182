import { describe, expect, it } from 'vitest'
import { formatDateTime } from '@/components/ui/format-time'
import type { HeatMapAnswer } from '@/lib/contract/heat-map'
import { encodeCells } from '@/lib/core/three-digits'
import { prepareBands } from '@/components/charts/prepare-bands'
import { groupsInOrder } from '@/components/charts/row-groups'
import { orderRows, prepareHeatMap } from './prepare-heat-map'
import { describeSteps, prepareReadout } from './prepare-readout'
import { prepareRowsCsv } from './prepare-rows-csv'

const START_MS = Date.UTC(2025, 5, 1, 4)
const STEP_MS = 300_000

const ANSWER: HeatMapAnswer = {
  window: { fromMs: START_MS, toMs: START_MS + 2 * STEP_MS },
  nowMs: START_MS,
  asOfMs: START_MS,
  metric: {
    id: 'cpu.utilization.busy',
    resource: 'cpu',
    resourceTitle: 'CPU',
    aspect: 'utilization',
    title: 'CPU busy',
    unit: 'ratio',
    higherIsWorse: true,
    judgedBy: 'peak',
    warn: 0.7,
    bad: 0.9,
    source: null,
    whenUnmeasured: 'Run a collector.',
  },
  stepMs: STEP_MS,
  stepCount: 2,
  finestStepMs: 60_000,
  nodes: {
    id: [1, 2, 3],
    name: ['a', 'b', 'c'],
    cluster: ['', '', ''],
    state: ['fresh', 'fresh', 'fresh'],
    group: ['db', 'web', 'db'],
    mean: [0.1, null, 0.95],
    worst: [0.1, null, 0.95],
    last: [0.1, null, 0.95],
    onsetMs: [null, null, START_MS + STEP_MS],
    onsetVerdict: [null, null, 'bad'],
  },
  cells: [
    [0, 0.1],
    [NaN, NaN],
    [0.2, 0.95],
  ].map((values) => encodeCells(Float64Array.from(values))),
  bands: {
    p10: [0, 0.1],
    p50: [0.1, 0.2],
    p90: [0.2, 0.95],
    worst: [0.2, 0.95],
    measured: [2, 2],
  },
  labels: ['role'],
  shown: 3,
  total: 5,
  known: 9,
}
const map = prepareHeatMap(ANSWER)
const ORDER = Int32Array.from([0, 1, 2])

describe('the heat map, prepared', () => {
  it('orders its rows as asked', () => {
    expect([...orderRows(map, 'value')]).toEqual([2, 0, 1])
    expect([...orderRows(map, 'group')]).toEqual([2, 0, 1])
    expect([...orderRows(map, 'name')]).toEqual([0, 1, 2])
    expect(groupsInOrder(map.answer.nodes.group, orderRows(map, 'group'))).toEqual([
      { name: 'db', place: 0, count: 2 },
      { name: 'web', place: 2, count: 1 },
    ])
  })

  it('reads out node, value and time in both zones', () => {
    const readout = prepareReadout(map, ORDER, { place: 2, step: 1 }, 'utc')
    expect([readout.title, readout.value, readout.verdict]).toEqual(['c', '95 %, bad', 'bad'])
    expect(readout.lines).toEqual([formatDateTime(START_MS + STEP_MS, 'utc')])
    expect(readout.further).toBe('fleet: median 20 %, p90 95 %, worst 95 % of 2 nodes')
  })

  it('reads zero out as zero, and what is not measured as that', () => {
    expect(prepareReadout(map, ORDER, { place: 0, step: 0 }, 'utc').value).toBe('0 %')
    expect(prepareReadout(map, ORDER, { place: 1, step: 0 }, 'utc').sentence).toContain('not measured')
  })

  it('becomes a CSV of every node in the order on screen', () => {
    const [heading, first] = prepareRowsCsv(map, orderRows(map, 'value'))
    expect(heading?.slice(0, 4)).toEqual(['node', 'cluster', 'group', 'highest'])
    expect(first?.[0]).toBe('c')
    expect(prepareRowsCsv(map, ORDER)).toHaveLength(ORDER.length + 1)
  })

  it('says what a column is and what was cut', () => {
    const text = describeSteps(map, 2)
    expect(text).toContain('highest sample of 5 min')
    expect(text).toContain('not of 1 min')
    expect(text).toContain('3 of 5 nodes shown')
  })
})

describe('the bands, prepared', () => {
  const chart = (bands = ANSWER.bands) =>
    prepareBands({ bands, unit: 'ratio', warn: 0.7, bad: 0.9, widthPx: 100, heightPx: 50 })

  it('lie on one axis with the heat map, a tread for each step', () => {
    expect(chart().median).toBe('M0.0,45 50.0,45 L50.0,40 100.0,40')
    expect(chart().thresholds.map(({ y }) => y)).toEqual([15, 5])
  })

  it('leave a gap where nobody is measured', () => {
    expect(chart({ ...ANSWER.bands, p50: [null, 0.2] }).median).toBe('M50.0,40 100.0,40')
  })
})
