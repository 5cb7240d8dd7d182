import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveInGrid } from './grid-navigation'

const KEYS = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'PageDown', 'PageUp', 'Home', 'End']
const size = { rows: 300, stops: 30, page: 20 }

describe('keys in the grid', () => {
  it('never leave it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), fc.nat(299), fc.nat(29), (key, row, stop) => {
        const place = moveInGrid(key, { row, stop }, size)
        expect(place?.row).toBeGreaterThanOrEqual(0)
        expect(place?.row).toBeLessThan(size.rows)
        expect(place?.stop).toBeGreaterThanOrEqual(0)
        expect(place?.stop).toBeLessThan(size.stops)
      }),
    )
  })

  it('move by one, by a screen and to the ends of a row', () => {
    expect(moveInGrid('ArrowDown', { row: 3, stop: 2 }, size)).toEqual({ row: 4, stop: 2 })
    expect(moveInGrid('PageDown', { row: 3, stop: 2 }, size)).toEqual({ row: 23, stop: 2 })
    expect(moveInGrid('End', { row: 3, stop: 2 }, size)).toEqual({ row: 3, stop: 29 })
  })

  it('leave other keys, and an empty grid, alone', () => {
    expect(moveInGrid('a', { row: 0, stop: 0 }, size)).toBeNull()
    expect(moveInGrid('ArrowDown', { row: 0, stop: 0 }, { ...size, rows: 0 })).toBeNull()
  })
})
