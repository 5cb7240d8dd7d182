import { PALETTE_SIZE } from './heat-map-palette'

/** Positions on the scale, row after row; NaN is not measured. */
export interface HeatMapPositions {
  rowCount: number
  stepCount: number
  positions: Float32Array
}

export interface ImageSize {
  /** Pixels across and down. */
  columns: number
  lines: number
}

/** The half-open range of items that share one of `parts` equal parts. */
export const itemsOfPart = (part: number, parts: number, items: number): { from: number; to: number } => ({
  from: Math.floor((part * items) / parts),
  to: Math.floor(((part + 1) * items) / parts),
})

/** A pixel never stands for less than one cell. */
export const imageSize = (
  { rowCount, stepCount }: Pick<HeatMapPositions, 'rowCount' | 'stepCount'>,
  widthPx: number,
  heightPx: number,
): ImageSize => ({
  columns: Math.max(1, Math.min(stepCount, Math.floor(widthPx))),
  lines: Math.max(1, Math.min(rowCount, Math.floor(heightPx))),
})

const partOfItem = (items: number, parts: number): Int32Array => {
  const partOf = new Int32Array(items)
  for (let part = 0; part < parts; part += 1) {
    const { from, to } = itemsOfPart(part, parts, items)
    partOf.fill(part, from, to)
  }
  return partOf
}

/** Where several cells share a pixel it shows the worst of them, so that a spike stays however small it is drawn. */
export const poolWorst = (
  { rowCount, stepCount, positions }: HeatMapPositions,
  order: Int32Array,
  { columns, lines }: ImageSize,
): Float32Array => {
  const pooled = new Float32Array(columns * lines).fill(NaN)
  const columnOf = partOfItem(stepCount, columns)
  const lineOf = partOfItem(rowCount, lines)
  for (let place = 0; place < rowCount; place += 1) {
    const from = (order[place] ?? 0) * stepCount
    const into = (lineOf[place] ?? 0) * columns
    for (let step = 0; step < stepCount; step += 1) {
      const position = positions[from + step] ?? NaN
      const at = into + (columnOf[step] ?? 0)
      if (position === position && !((pooled[at] ?? NaN) >= position)) pooled[at] = position
    }
  }
  return pooled
}

/** Red, green, blue and opacity of each pixel; what is not measured lets the hatching behind the image through. */
export const paintPixels = (pooled: Float32Array, palette: Uint8Array): Uint8ClampedArray<ArrayBuffer> => {
  const pixels = new Uint8ClampedArray(pooled.length * 4)
  for (let at = 0; at < pooled.length; at += 1) {
    const position = pooled[at] ?? NaN
    if (position !== position) continue
    const colour = Math.round(position * (PALETTE_SIZE - 1)) * 3
    pixels[at * 4] = palette[colour] ?? 0
    pixels[at * 4 + 1] = palette[colour + 1] ?? 0
    pixels[at * 4 + 2] = palette[colour + 2] ?? 0
    pixels[at * 4 + 3] = 255
  }
  return pixels
}
