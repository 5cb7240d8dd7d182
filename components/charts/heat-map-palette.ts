type Rgb = readonly [red: number, green: number, blue: number]

interface PaletteStop {
  position: number
  colour: Rgb
}

export type PaletteTheme = 'light' | 'dark'

/** What is never judged has no colours of warning. */
export type PaletteKind = 'judged' | 'neutral'

export const PALETTE_SIZE = 256
const step = (number: number): number => number / (PALETTE_SIZE - 1)

/** Where the verdicts meet the colour jumps, so that a threshold can be seen; parts meet between two steps of the palette. */
export const OK_UNTIL = step(114)
export const WARN_FROM = step(115)
export const WARN_UNTIL = step(183)
export const BAD_FROM = step(184)

/** A canvas needs numbers; each palette runs from the page's own lightness to the opposite one, so that it reads without colours too. */
const STOPS: Record<PaletteKind, Record<PaletteTheme, readonly PaletteStop[]>> = {
  judged: {
    light: [
      { position: 0, colour: [232, 240, 247] },
      { position: OK_UNTIL, colour: [150, 194, 224] },
      { position: WARN_FROM, colour: [238, 166, 60] },
      { position: WARN_UNTIL, colour: [214, 104, 26] },
      { position: BAD_FROM, colour: [186, 38, 28] },
      { position: 1, colour: [70, 6, 16] },
    ],
    dark: [
      { position: 0, colour: [22, 32, 46] },
      { position: OK_UNTIL, colour: [44, 82, 122] },
      { position: WARN_FROM, colour: [158, 92, 10] },
      { position: WARN_UNTIL, colour: [232, 146, 50] },
      { position: BAD_FROM, colour: [255, 162, 132] },
      { position: 1, colour: [255, 243, 232] },
    ],
  },
  neutral: {
    light: [
      { position: 0, colour: [232, 240, 247] },
      { position: 0.5, colour: [107, 158, 204] },
      { position: 1, colour: [8, 40, 92] },
    ],
    dark: [
      { position: 0, colour: [22, 32, 46] },
      { position: 0.5, colour: [60, 118, 176] },
      { position: 1, colour: [224, 238, 255] },
    ],
  },
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  Math.round(from[0] + (to[0] - from[0]) * share),
  Math.round(from[1] + (to[1] - from[1]) * share),
  Math.round(from[2] + (to[2] - from[2]) * share),
]

export const paletteColour = (kind: PaletteKind, theme: PaletteTheme, position: number): Rgb => {
  const stops = STOPS[kind][theme]
  const next = Math.max(
    1,
    stops.findIndex((stop) => stop.position >= position),
  )
  const from = stops[next - 1]
  const to = stops[next]
  if (from === undefined || to === undefined) return [0, 0, 0]
  return mix(from.colour, to.colour, (position - from.position) / (to.position - from.position))
}

/** Red, green and blue of each of the palette's steps. */
export const paletteBytes = (kind: PaletteKind, theme: PaletteTheme): Uint8Array => {
  const bytes = new Uint8Array(PALETTE_SIZE * 3)
  for (let number = 0; number < PALETTE_SIZE; number += 1)
    bytes.set(paletteColour(kind, theme, step(number)), number * 3)
  return bytes
}
