import { describe, expect, it } from 'vitest'
import type { LatencyDistributionAnswer } from '@/lib/contract/latency'
import { boxBetween, movePlace, toSelection } from './box-selection'
import { compareQuantiles, describeSelection, drawDifference } from './prepare-selection'

const side = (shares: number[]) => ({
  windows: [{ fromMs: 0, toMs: 60_000 }],
  total: { count: 10, sumMs: null, meanMs: null, minMs: 1, maxMs: 100 },
  shares,
  modes: [],
  resolution: { worstRelativeError: 0.01, kinds: ['exponential' as const], scale: 5, boundsLists: 0 },
  inside: null,
})

const answer: LatencyDistributionAnswer = {
  window: { fromMs: 0, toMs: 600_000 },
  nowMs: 0,
  asOfMs: null,
  isAnyKnown: true,
  edgesMs: [1, 10, 100],
  rows: 'bounds',
  selection: side([0, 0.2, 0.8, 0]),
  reference: side([0, 0.9, 0.1, 0]),
  differences: [0, -0.7, 0.7, 0],
  quantiles: [
    {
      quantile: 0.5,
      selection: { value: 40, low: 39, high: 41 },
      reference: { value: 4, low: 3.9, high: 4.1 },
    },
    { quantile: 0.99, selection: { value: null, low: 100, high: null }, reference: null },
  ],
}

describe('a box that is brushed', () => {
  it('spans all latencies where the drag hardly rises', () => {
    expect(boxBetween({ step: 5, share: 0.5 }, { step: 2, share: 0.51 })).toEqual({
      fromStep: 2,
      toStep: 5,
      low: null,
      high: null,
    })
  })

  it('holds both of its steps, and the latencies between its edges', () => {
    const box = boxBetween({ step: 1, share: 0.25 }, { step: 2, share: 0.5 })
    const selection = toSelection(box, { startMs: 0, stepMs: 60_000 }, { lowMs: 1, highMs: 10_000 }, 'proxy')
    expect(selection).toEqual({
      selectionFrom: '1970-01-01T00:01:00.000Z',
      selectionTo: '1970-01-01T00:03:00.000Z',
      selectionLow: '10',
      selectionHigh: '100',
      selectionVantage: 'proxy',
    })
  })

  it('moves by keys and stays within the panel', () => {
    expect(movePlace(null, 'ArrowLeft', 10)).toEqual({ step: 9, share: 0.5 })
    expect(movePlace({ step: 0, share: 1 }, 'ArrowUp', 10)).toEqual({ step: 0, share: 1 })
    expect(movePlace({ step: 3, share: 0.5 }, 'a', 10)).toBeNull()
  })
})

describe('a selection beside its reference', () => {
  it('shows where only one of them has observations', () => {
    const bars = drawDifference(answer)?.bars ?? []
    expect(bars).toHaveLength(2)
    expect(bars[1]?.selection).toBeGreaterThan(bars[1]?.reference ?? 1)
    expect(bars[0]?.reference).toBe(1)
  })

  it('is not drawn where one side has none', () => {
    expect(drawDifference({ ...answer, reference: { ...side([]), total: null } })).toBeNull()
  })

  it('tells how many times the reference each quantile is, unless buckets cannot', () => {
    expect(compareQuantiles(answer)).toEqual([
      { title: 'p50', selection: '40 ms', reference: '4 ms', factor: '× 10' },
      { title: 'p99', selection: '> 100 ms', reference: '–', factor: null },
    ])
  })

  it('says how much of either lies between the latencies that were brushed', () => {
    const inside = { value: 0.8, low: 0.8, high: 0.8 }
    const told = describeSelection({ ...answer, selection: { ...answer.selection, inside } }, 'utc')
    expect(told).toContain('80 % of the selection')
  })
})
