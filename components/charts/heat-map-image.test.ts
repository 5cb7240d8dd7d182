import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imageSize, itemsOfPart, paintPixels, poolWorst } from './heat-map-image'
import { paletteBytes } from './heat-map-palette'

const identity = (rowCount: number) => Int32Array.from({ length: rowCount }, (_, row) => row)

describe('the image of a heat map', () => {
  it('keeps a spike however small it is drawn', () => {
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 60 }),
      fc.nat(),
    )
    fc.assert(
      fc.property(sizes, ([rowCount, stepCount, heightPx, widthPx, spike]) => {
        const positions = new Float32Array(rowCount * stepCount)
        positions[spike % positions.length] = 1
        const size = imageSize({ rowCount, stepCount }, widthPx, heightPx)
        const pooled = poolWorst({ rowCount, stepCount, positions }, identity(rowCount), size)
        expect(pooled.filter((position) => position === 1).length).toBe(1)
      }),
    )
  })

  it('draws rows in their order', () => {
    const positions = Float32Array.from([0.1, 0.2, 0.3])
    const size = { columns: 1, lines: 3 }
    const pooled = poolWorst({ rowCount: 3, stepCount: 1, positions }, Int32Array.from([2, 0, 1]), size)
    expect([...pooled]).toEqual([0.3, 0.1, 0.2].map(Math.fround))
  })

  it('leaves a hole only where nothing was measured, and zero is no hole', () => {
    const pixels = paintPixels(Float32Array.from([NaN, 0, 1]), paletteBytes('judged', 'light'))
    expect([pixels[3], pixels[7], pixels[11]]).toEqual([0, 255, 255])
  })

  it('shares out every item once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (some, others) => {
        const [parts, items] = [Math.min(some, others), Math.max(some, others)]
        let next = 0
        for (let part = 0; part < parts; part += 1) {
          const { from, to } = itemsOfPart(part, parts, items)
          expect(from).toBe(next)
          expect(to).toBeGreaterThan(from)
          next = to
        }
        expect(next).toBe(items)
      }),
    )
  })
})
