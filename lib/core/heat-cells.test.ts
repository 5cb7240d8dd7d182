import { describe, expect, it } from 'vitest'
import { describeRows, meanOfRows, worstCells } from './heat-cells'
import { addParts, createMatrix } from './rollup'

const matrix = () => {
  const all = createMatrix({ startMs: 0, stepMs: 60_000, stepCount: 3, slotCount: 2 })
  addParts(all, 0, 2, 1, 0, 1)
  addParts(all, 4, 1, 0.2, 0.2, 0.2)
  return all
}

describe('the cells of a heat map', () => {
  it('keep the highest sample of a step, and the lowest where less is worse', () => {
    expect([...worstCells(matrix(), true).values]).toEqual([1, NaN, 0.2, NaN, NaN, NaN])
    expect([...worstCells(matrix(), false).values]).toEqual([0, NaN, 0.2, NaN, NaN, NaN])
  })

  it('have the mean of all samples, and none where nothing was measured', () => {
    expect([...meanOfRows(matrix())]).toEqual([0.4, NaN])
  })

  it('tell the worst, the last and when it began; a row that was not measured has none of them', () => {
    const rows = describeRows(worstCells(matrix(), true), { warn: 0.1, bad: 0.9 }, true)
    expect(rows).toEqual([
      { worst: 1, last: 0.2, onset: { step: 0, verdict: 'bad' } },
      { worst: null, last: null, onset: null },
    ])
  })

  it('begin with the warning where nothing is bad, and nowhere where nothing is judged', () => {
    const cells = worstCells(matrix(), true)
    expect(describeRows(cells, { warn: 0.1, bad: 5 }, true)[0]?.onset).toEqual({ step: 0, verdict: 'warn' })
    expect(describeRows(cells, null, true)[0]?.onset).toBeNull()
  })
})
