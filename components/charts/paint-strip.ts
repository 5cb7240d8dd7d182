import type { Strip } from './prepare-strip'

type Colour = readonly [red: number, green: number, blue: number]

const RAMP = ['--ramp-low', '--ramp-middle', '--ramp-high'] as const
const OPAQUE = 255

/** Holds for colours that are registered properties: their computed value is always `rgb(r, g, b)`. */
const toColour = (text: string): Colour => {
  const [red = 0, green = 0, blue = 0] = text.match(/[\d.]+/g)?.map(Number) ?? []
  return [red, green, blue]
}

const mix = (low: Colour, high: Colour, share: number): Colour => [
  low[0] + (high[0] - low[0]) * share,
  low[1] + (high[1] - low[1]) * share,
  low[2] + (high[2] - low[2]) * share,
]

/** From the page's colour to its strongest contrast: lightness tells the order, hue is not needed. */
export const paintStrip = (canvas: HTMLCanvasElement, { devices, columns, levels }: Strip): void => {
  const context = canvas.getContext('2d')
  if (context === null || columns === 0) return
  const style = getComputedStyle(canvas)
  const [low, middle, high] = RAMP.map((name) => toColour(style.getPropertyValue(name)))
  if (low === undefined || middle === undefined || high === undefined) return
  const image = context.createImageData(columns, devices.length)
  levels.forEach((level, at) => {
    if (Number.isNaN(level)) return
    const colour = level < 0.5 ? mix(low, middle, level * 2) : mix(middle, high, level * 2 - 1)
    image.data.set([...colour, OPAQUE], at * 4)
  })
  context.putImageData(image, 0, 0)
}
