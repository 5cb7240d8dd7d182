import { describe, expect, it } from 'vitest'
import { moveCell, pickCell } from './pick-cell'

const GRID = { rowCount: 4, stepCount: 6 }
const at = (row: number, step: number, position: number) => {
  const positions = new Float32Array(24)
  positions[row * 6 + step] = position
  return { ...GRID, positions }
}

describe('pointing at a cell', () => {
  it('finds the worst of the cells that share a pixel', () => {
    const order = Int32Array.from([3, 2, 1, 0])
    expect(pickCell(at(2, 4, 0.9), order, { columns: 3, lines: 2 }, 2, 0)).toEqual({ place: 1, step: 4 })
  })

  it('finds the first of them where none is measured', () => {
    const cells = { ...GRID, positions: new Float32Array(24).fill(NaN) }
    const order = Int32Array.from([0, 1, 2, 3])
    expect(pickCell(cells, order, { columns: 3, lines: 2 }, 1, 1)).toEqual({ place: 2, step: 2 })
  })
})

describe('moving the crosshair', () => {
  it('begins at the newest cell of the first row, and stays within the map', () => {
    expect(moveCell(GRID, null, 'ArrowDown')).toEqual({ place: 0, step: 5 })
    expect(moveCell(GRID, { place: 0, step: 5 }, 'ArrowRight')).toEqual({ place: 0, step: 5 })
    expect(moveCell(GRID, { place: 2, step: 5 }, 'PageDown')).toEqual({ place: 3, step: 5 })
    expect(moveCell(GRID, { place: 2, step: 5 }, 'Home')).toEqual({ place: 2, step: 0 })
  })

  it('leaves every other key alone', () => {
    expect(moveCell(GRID, { place: 0, step: 0 }, 'Tab')).toBeNull()
  })
})
