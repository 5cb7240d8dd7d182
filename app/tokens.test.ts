import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../scripts/root.mjs'

type Rgb = readonly [red: number, green: number, blue: number]
type Theme = 'light' | 'dark'

const THEMES = ['light', 'dark'] as const
const TOKEN = /--([a-z-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\);/g

const linear = (part: number): number => {
  const share = part / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

const rgbOf = (hex: string): Rgb => {
  const part = (at: number) => linear(Number.parseInt(hex.slice(at, at + 2), 16))
  return [part(0), part(2), part(4)]
}

const TOKENS = new Map(
  [...readFileSync(inRoot('app/tokens.css'), 'utf8').matchAll(TOKEN)].map(
    ([, name = '', light = '', dark = '']) => [name, { light: rgbOf(light), dark: rgbOf(dark) }],
  ),
)

const colourOf = (name: string, theme: Theme): Rgb => {
  const token = TOKENS.get(name)
  if (token === undefined) throw new Error(`There is no token --${name}.`)
  return token[theme]
}

/** Relative luminance of WCAG 2, of colours that are linear already. */
const luminance = ([red, green, blue]: Rgb): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue

const contrast = (left: Rgb, right: Rgb): number => {
  const [first, second] = [luminance(left) + 0.05, luminance(right) + 0.05]
  return Math.max(first, second) / Math.min(first, second)
}

const TEXT_CONTRAST = 4.5
const MARK_CONTRAST = 3

/** Each text with every background it stands on. */
const TEXTS: readonly [text: string, backgrounds: readonly string[]][] = [
  ['ink', ['page', 'surface', 'raised', 'accent-soft', 'ok-fill', 'bad-soft']],
  ['muted', ['page', 'surface', 'raised']],
  ['accent', ['page', 'surface', 'raised', 'accent-soft']],
  ['surface', ['accent']],
  ['bad-ink', ['bad']],
  ['warn-ink', ['warn']],
  ['bad-mark', ['surface', 'page']],
  ['lost', ['surface', 'page']],
]
const MARKS = ['ok', 'warn-mark', 'bad-mark', 'lost', 'accent']

const pairs = TEXTS.flatMap(([text, backgrounds]) =>
  backgrounds.flatMap((background) => THEMES.map((theme) => [text, background, theme] as const)),
)
const marks = MARKS.flatMap((mark) =>
  ['surface', 'page'].flatMap((background) => THEMES.map((theme) => [mark, background, theme] as const)),
)

describe('text', () => {
  it.each(pairs)('in %s on %s of the %s theme can be read', (text, background, theme) => {
    expect(contrast(colourOf(text, theme), colourOf(background, theme))).toBeGreaterThanOrEqual(TEXT_CONTRAST)
  })
})

describe('a mark', () => {
  it.each(marks)('in %s on %s of the %s theme can be seen', (mark, background, theme) => {
    expect(contrast(colourOf(mark, theme), colourOf(background, theme))).toBeGreaterThanOrEqual(MARK_CONTRAST)
  })
})

/** Linear colours as eyes without one kind of cones see them: Viénot, Brettel and Mollon 1999. */
const EYES = {
  'all cones': ([red, green, blue]: Rgb): Rgb => [red, green, blue],
  'no red cones': ([red, green, blue]: Rgb): Rgb => {
    const mixed = 0.1124 * red + 0.8876 * green
    return [mixed, mixed, 0.004 * red - 0.004 * green + blue]
  },
  'no green cones': ([red, green, blue]: Rgb): Rgb => {
    const mixed = 0.2928 * red + 0.7072 * green
    return [mixed, mixed, -0.0223 * red + 0.0223 * green + blue]
  },
} as const
const FILLS = ['surface', 'warn', 'bad'] as const
/** What tells two neighbouring fields apart by lightness alone. */
const FIELD_CONTRAST = 1.2

const eyes = Object.entries(EYES).flatMap(([name, see]) =>
  THEMES.map((theme) => ({ name, see, theme }) as const),
)

describe.each(eyes)('to eyes with $name, in the $theme theme,', ({ see, theme }) => {
  it('fine, warning and bad fields differ in lightness', () => {
    const fields = FILLS.map((name) => see(colourOf(name, theme)))
    for (const [index, field] of fields.entries()) {
      for (const other of fields.slice(index + 1)) {
        expect(contrast(field, other)).toBeGreaterThan(FIELD_CONTRAST)
      }
    }
  })

  it('a bad field stands out most', () => {
    const surface = see(colourOf('surface', theme))
    const [warn, bad] = [see(colourOf('warn', theme)), see(colourOf('bad', theme))]
    expect(contrast(bad, surface)).toBeGreaterThan(1.5 * contrast(warn, surface))
  })
})
