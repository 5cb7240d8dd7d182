import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAxis } from './log-axis'
import { LINE_COUNT, linesOfBands, prepareBands } from './prepare-bands'
import { createColours, positionsOf } from './prepare-colours'
import { describePanel, headlineOf, prepareLatency } from './prepare-panel'
import { prepareReadout } from './prepare-readout'
import { answerOf, panelOf } from './test-panel'

const wide = (edgesMs: readonly number[]) =>
  createAxis({ lowMs: edgesMs[0] ?? 1, highMs: edgesMs.at(-1) ?? 1, isBelow: true, isAbove: true })

const exponentialEdges = Array.from({ length: 400 }, (_, edge) => 2 ** (edge / 32))

describe('bands of a panel', () => {
  it('hold every observation exactly once, however rows are drawn together', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 401, maxLength: 401 })
    fc.assert(
      fc.property(counts, fc.constantFrom('exponential' as const, 'bounds' as const), (row, rows) => {
        const panel = panelOf({ edgesMs: exponentialEdges, steps: [row], rows })
        const { counts: drawn } = prepareBands(panel, wide(exponentialEdges))
        expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(panel.counts[0])
      }),
    )
  })

  it('follow each other from the bottom to the top without a gap', () => {
    const { bands } = prepareBands(panelOf({ edgesMs: exponentialEdges, steps: [] }), wide(exponentialEdges))
    expect(bands[0]).toMatchObject({ lowMs: null, bottom: 0 })
    expect(bands.at(-1)).toMatchObject({ highMs: null, top: 1 })
    bands.slice(1).forEach(({ bottom, lowMs }, index) => {
      expect(bottom).toBe(bands[index]?.top)
      expect(lowMs).toBe(bands[index]?.highMs)
    })
  })

  it('are made of equally many rows each, where rows are even', () => {
    const panel = panelOf({
      edgesMs: exponentialEdges,
      steps: [Array<number>(401).fill(1)],
      rows: 'exponential',
    })
    const { counts, bands } = prepareBands(panel, wide(exponentialEdges))
    expect(bands.length).toBeLessThan(110)
    expect(new Set(counts.subarray(1, bands.length - 2)).size).toBe(1)
  })

  it('tell nothing told from nothing observed', () => {
    const { counts } = prepareBands(panelOf({ edgesMs: [1, 10], steps: [null, [0, 0, 0]] }), wide([1, 10]))
    expect([...counts]).toEqual([NaN, 0, NaN, 0, NaN, 0])
  })

  it('have a line of the picture each, the highest at the top', () => {
    const lines = linesOfBands(
      [
        { lowMs: null, highMs: 1, bottom: 0, top: 0.5 },
        { lowMs: 1, highMs: null, bottom: 0.5, top: 1 },
      ],
      4,
    )
    expect([...lines]).toEqual([1, 1, 0, 0])
  })
})

describe('colours of counts', () => {
  const cells = prepareBands(
    panelOf({ edgesMs: [1, 10], steps: [[0, 1, 5], [100, 7, 3], null] }),
    wide([1, 10]),
  )

  it('never let a higher count look lower, and let a single observation stand out from none', () => {
    for (const scale of ['log', 'linear', 'quantile'] as const) {
      const { positionOf } = createColours(scale, [cells])
      const positions = [0, 1, 3, 5, 7, 100].map(positionOf)
      expect(positions).toEqual(positions.toSorted((one, other) => one - other))
      expect(positions[0]).toBe(0)
      expect(positions[1]).toBeGreaterThan(0.1)
      expect(positions.at(-1)).toBe(1)
    }
  })

  it('leave what was not told without a colour', () => {
    const { positions, stepCount } = positionsOf(cells, createColours('log', [cells]))
    const ofStep = (step: number) =>
      Array.from({ length: LINE_COUNT }, (_, line) => positions[line * stepCount + step])
    expect(ofStep(2).every((position) => Number.isNaN(position))).toBe(true)
    expect(ofStep(0).some((position) => Number.isNaN(position))).toBe(false)
  })

  it('name counts along the legend in rising order', () => {
    for (const scale of ['log', 'linear', 'quantile'] as const) {
      const counts = createColours(scale, [cells]).marks.map(({ count }) => count)
      expect(counts).toEqual([...new Set(counts)].toSorted((one, other) => one - other))
    }
  })
})

describe('a panel', () => {
  it('is not drawn where nothing was observed', () => {
    expect(prepareLatency(answerOf([]), 'log')).toBeNull()
  })

  it('says how finely its values are known, and which peaks it has', () => {
    const panel = panelOf({ edgesMs: [1, 10], steps: [[1, 2, 3]] })
    const told = describePanel({
      ...panel,
      modes: [
        { peakMs: 2, fromMs: 1, toMs: 5, share: 0.8 },
        { peakMs: 900, fromMs: 500, toMs: null, share: 0.2 },
      ],
    })
    expect(told).toContain('± 1 %')
    expect(told).toContain('2 peaks: 2 ms (80 %), 900 ms (20 %)')
  })

  it('tells of a cell how many it holds, and their share of the step', () => {
    const panel = panelOf({ edgesMs: [1, 10], steps: [[0, 3, 1]] })
    const cells = prepareBands(panel, wide([1, 10]))
    const band = cells.bands.findIndex(({ lowMs }) => lowMs === 1)
    const { value, lines } = prepareReadout({ panel, cells, band, step: 0, atMs: 0, zone: 'utc' })
    expect(value).toBe('3 between 1 ms and 10 ms')
    expect(lines[0]).toBe('75 % of 4 observations')
  })
})

describe('the headline of a panel', () => {
  const line = (quantile: number, value: (number | null)[]) => ({ quantile, value, low: value, high: value })

  it('says how long it took, and how long it takes now', () => {
    const panel = panelOf({
      edgesMs: [1, 10_000],
      steps: [],
      quantiles: [line(0.5, [20, 40, null]), line(0.9, [90, 95, null]), line(0.99, [100, 2_000, null])],
    })
    const quantiles = [
      { quantile: 0.5, value: 30, low: 30, high: 30 },
      { quantile: 0.99, value: null, low: 10_000, high: null },
    ]
    const total = panel.total === null ? null : { ...panel.total, quantiles }
    expect(headlineOf({ ...panel, total })).toBe(
      'p50 30 ms, p99 > 10 s; at the end of the window p50 40 ms, p99 2 s.',
    )
  })

  it('is absent where nothing was observed', () => {
    expect(headlineOf({ ...panelOf({ edgesMs: [], steps: [] }), total: null })).toBeNull()
  })
})
