import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeRows, type HeatCells } from './heat-cells'
import {
  orderByGroup,
  orderByName,
  orderByOnset,
  orderBySimilarity,
  orderByValue,
  type OrderedRows,
} from './row-order'

const LIMITS = { warn: 0.5, bad: 0.9 }

const cellsOf = (rows: readonly (readonly number[])[]): HeatCells => ({
  rowCount: rows.length,
  stepCount: rows[0]?.length ?? 0,
  values: Float64Array.from(rows.flat()),
})
const inputOf = (cells: HeatCells): OrderedRows => ({
  rows: describeRows(cells, LIMITS, true),
  names: Array.from({ length: cells.rowCount }, (_, row) => `node-${String(row)}`),
  higherIsWorse: true,
})

const value = fc.oneof(fc.constant(NaN), fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1e38))
const cells = fc
  .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 12 }))
  .chain(([rows, steps]) =>
    fc.array(fc.array(value, { minLength: steps, maxLength: steps }), { minLength: rows, maxLength: rows }),
  )
  .map(cellsOf)

const ORDERS = {
  value: (all: HeatCells) => orderByValue(inputOf(all)),
  onset: (all: HeatCells) => orderByOnset(inputOf(all)),
  similarity: (all: HeatCells) => orderBySimilarity(inputOf(all), all),
  group: (all: HeatCells) =>
    orderByGroup(
      inputOf(all),
      Array.from({ length: all.rowCount }, (_, row) => `g${String(row % 3)}`),
    ),
  name: (all: HeatCells) => orderByName(inputOf(all)),
}

const orderOf = (name: keyof typeof ORDERS) => ORDERS[name]

describe.each(Object.entries(ORDERS))('rows ordered by %s', (_, order) => {
  it('are all there once, and the same each time', () => {
    fc.assert(
      fc.property(cells, (all: HeatCells) => {
        const ordered = [...order(all)]
        expect([...ordered].sort((one, other) => one - other)).toEqual(ordered.map((_row, at) => at))
        expect([...order(all)]).toEqual(ordered)
      }),
    )
  })
})

describe('the order of rows', () => {
  it('puts the worst first and what is not measured last', () => {
    const all = cellsOf([
      [0.1, NaN],
      [NaN, NaN],
      [0.2, 0.95],
      [0, 0],
    ])
    expect([...orderOf('value')(all)]).toEqual([2, 0, 3, 1])
  })

  it('puts what became bad first before what became bad later, and both before a warning', () => {
    const all = cellsOf([
      [0.1, 0.6, 0.1],
      [0.1, 0.1, 0.95],
      [0.95, 0.1, 0.1],
      [0.2, 0.2, 0.2],
    ])
    expect([...orderOf('onset')(all)]).toEqual([2, 1, 0, 3])
  })

  it('keeps groups together, the worst of each first', () => {
    const all = cellsOf([[0.1], [0.2], [0.9], [0.3]])
    expect([...orderByGroup(inputOf(all), ['b', 'a', '', 'b'])]).toEqual([1, 3, 0, 2])
  })

  it('lays rows together that rise together', () => {
    const early = [1, 1, 0, 0]
    const late = [0, 0, 1, 1]
    const order = [...orderOf('similarity')(cellsOf([early, late, early, late, early, late]))]
    const kinds = order.map((row) => row % 2)
    expect(kinds).toEqual([kinds[0], kinds[0], kinds[0], kinds[5], kinds[5], kinds[5]])
    expect(kinds[0]).not.toBe(kinds[5])
  })
})
