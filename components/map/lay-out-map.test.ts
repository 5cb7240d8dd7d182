import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dotAt, dotPlace, layOutMap, moveDot } from './lay-out-map'

const counts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 })
const width = fc.integer({ min: 320, max: 2_500 })

describe('the layout of the map', () => {
  it('has a place of its own within the width for every dot, and finds it there again', () => {
    fc.assert(
      fc.property(counts, width, (groups, widthPx) => {
        const layout = layOutMap(groups, widthPx, 600)
        for (const block of layout.blocks)
          for (const place of [0, Math.floor(block.count / 2), block.count - 1]) {
            const { x, y } = dotPlace(layout, block, place)
            expect(x + layout.pitchPx).toBeLessThanOrEqual(widthPx)
            expect(y + layout.pitchPx).toBeLessThanOrEqual(layout.heightPx)
            expect(dotAt(layout, x + 1, y + 1)).toBe(block.first + place)
          }
      }),
    )
  })

  it('draws few nodes large and thirty thousand small, on one screen', () => {
    expect(layOutMap([3], 1_400, 640).pitchPx).toBe(90)
    const crowded = layOutMap([30_000], 1_400, 640)
    expect(crowded.pitchPx).toBeGreaterThanOrEqual(4)
    expect(crowded.heightPx).toBeLessThanOrEqual(640)
  })
})

describe('moving over the map', () => {
  const layout = layOutMap([5, 3], 1_400, 640)

  it('begins at the first dot and never leaves the map', () => {
    expect(moveDot(layout, null, 'ArrowDown')).toBe(0)
    expect(moveDot(layout, 0, 'ArrowLeft')).toBe(0)
    expect(moveDot(layout, 7, 'ArrowRight')).toBe(7)
    expect(moveDot(layout, 2, 'End')).toBe(7)
  })

  it('goes from group to group, and leaves every other key alone', () => {
    expect(moveDot(layout, 2, 'PageDown')).toBe(5)
    expect(moveDot(layout, 6, 'PageUp')).toBe(0)
    expect(moveDot(layout, 6, 'Tab')).toBeNull()
  })
})
