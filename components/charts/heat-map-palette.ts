type Rgb = readonly [red: number, green: number, blue: number]

interface PaletteStop {
  position: number
  colour: Rgb
}

export type PaletteTheme = 'light' | 'dark'

/** A canvas needs numbers; each scale runs evenly from the page's own lightness to the opposite one, so that it reads without colours too. */
const STOPS: Record<PaletteTheme, readonly PaletteStop[]> = {
  light: [
    { position: 0, colour: [232, 240, 247] },
    { position: 0.25, colour: [176, 208, 232] },
    { position: 0.45, colour: [238, 172, 70] },
    { position: 0.6, colour: [217, 115, 30] },
    { position: 0.72, colour: [187, 48, 28] },
    { position: 1, colour: [70, 6, 16] },
  ],
  dark: [
    { position: 0, colour: [22, 32, 46] },
    { position: 0.25, colour: [38, 70, 104] },
    { position: 0.45, colour: [166, 98, 12] },
    { position: 0.6, colour: [226, 130, 34] },
    { position: 0.72, colour: [255, 160, 128] },
    { position: 1, colour: [255, 243, 232] },
  ],
}

export const PALETTE_SIZE = 256

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  Math.round(from[0] + (to[0] - from[0]) * share),
  Math.round(from[1] + (to[1] - from[1]) * share),
  Math.round(from[2] + (to[2] - from[2]) * share),
]

export const paletteColour = (theme: PaletteTheme, position: number): Rgb => {
  const stops = STOPS[theme]
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
export const paletteBytes = (theme: PaletteTheme): Uint8Array => {
  const bytes = new Uint8Array(PALETTE_SIZE * 3)
  for (let step = 0; step < PALETTE_SIZE; step += 1)
    bytes.set(paletteColour(theme, step / (PALETTE_SIZE - 1)), step * 3)
  return bytes
}

export const paletteGradient = (theme: PaletteTheme): string => {
  const stops = STOPS[theme].map(
    ({ position, colour }) => `rgb(${colour.join(' ')}) ${String(position * 100)}%`,
  )
  return `linear-gradient(to right, ${stops.join(', ')})`
}
