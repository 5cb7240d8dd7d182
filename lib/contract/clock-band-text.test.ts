import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseClockBand, printClockBand } from './clock-band-text'

const minute = fc.nat({ max: 287 }).map((bin) => bin * 5)

it('a part of the day comes back from its text', () => {
  fc.assert(
    fc.property(minute, minute, (fromMinute, toMinute) => {
      const band = { fromMinute, toMinute }
      expect(parseClockBand(printClockBand(band))).toEqual(band)
    }),
  )
})

it('what is no part of the day is none', () => {
  const texts = ['', '6:00-7:00', '06:00', '06:00-24:05', '06:01-07:00', '25:00-26:00', '06:00-07:00x']
  expect(texts.map(parseClockBand)).toEqual(texts.map(() => null))
})
