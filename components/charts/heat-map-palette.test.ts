import { describe, expect, it } from 'vitest'
import { BAD_FROM, OK_UNTIL, PALETTE_SIZE, paletteBytes, paletteColour, WARN_FROM } from './heat-map-palette'

/** Relative luminance as WCAG 2 defines it. */
const luminance = (colour: readonly number[]): number => {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const POSITIONS = Array.from({ length: 51 }, (_, part) => part / 50)

describe.each([
  ['judged', 'light'],
  ['judged', 'dark'],
  ['neutral', 'light'],
  ['neutral', 'dark'],
] as const)('the %s palette of the %s theme', (kind, theme) => {
  it('goes one way in lightness, so that it reads without colours', () => {
    const levels = POSITIONS.map((position) => luminance(paletteColour(kind, theme, position)))
    const sign = theme === 'light' ? -1 : 1
    levels.slice(1).forEach((level, at) => {
      expect(sign * (level - (levels[at] ?? 0))).toBeGreaterThan(0)
    })
  })

  it('has a colour for every step', () => {
    expect(paletteBytes(kind, theme).length).toBe(PALETTE_SIZE * 3)
  })
})

describe.each(['light', 'dark'] as const)('the verdicts in the %s palette', (theme) => {
  it('set what is bad well apart from what is good', () => {
    const [good = 0, bad = 0] = [0, BAD_FROM].map((at) => luminance(paletteColour('judged', theme, at)))
    expect((Math.max(good, bad) + 0.05) / (Math.min(good, bad) + 0.05)).toBeGreaterThan(3)
  })

  it('jump to another hue at the threshold', () => {
    const [, , okBlue] = paletteColour('judged', theme, OK_UNTIL)
    const [, , warnBlue] = paletteColour('judged', theme, WARN_FROM)
    expect(okBlue - warnBlue).toBeGreaterThan(80)
  })
})
