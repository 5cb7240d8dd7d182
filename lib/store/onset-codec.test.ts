import fc from 'fast-check'
import { expect, it } from 'vitest'
import { OnsetList } from '@/lib/core/onsets/onset-columns'
import { DAY_MS } from '@/lib/core/times'
import { decodeOnsets, encodeOnsets } from './onset-codec'

const DAY = 20_000 * DAY_MS

const burst = fc.record({
  row: fc.nat(2),
  level: fc.nat(2),
  second: fc.nat(86_399),
  seconds: fc.integer({ min: 1, max: 200_000 }),
  rise: fc.float({ noNaN: true }),
})

it('onsets are read as they were written', () => {
  fc.assert(
    fc.property(
      fc.array(burst),
      fc.uint8Array({ minLength: 72, maxLength: 72, max: 1 }),
      (bursts, measured) => {
        const list = new OnsetList()
        for (const { row, level, second, seconds, rise } of bursts)
          list.add(row, level, DAY + second * 1000, seconds * 1000, rise)
        const day = { dayMs: DAY, slots: Int32Array.of(0, 7, 511), measured, onsets: list.finish() }
        expect(decodeOnsets(DAY, encodeOnsets(day))).toEqual(day)
      },
    ),
  )
})

it('bytes that are no onsets are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const writtenTwice = () => encodeOnsets(decodeOnsets(DAY, bytes))
      try {
        writtenTwice()
      } catch (error) {
        expect(error).toMatchObject({ name: 'CorruptBlockError' })
      }
    }),
  )
})
