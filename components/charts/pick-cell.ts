import { itemsOfPart, type HeatMapPositions, type ImageSize } from './heat-map-image'

export interface CellPlace {
  /** Its place among the rows as they are drawn. */
  place: number
  step: number
}

/** The cell that a pixel shows: the worst of all that share it, or the first of them where none is measured. */
export const pickCell = (
  { rowCount, stepCount, positions }: HeatMapPositions,
  order: Int32Array,
  { columns, lines }: ImageSize,
  column: number,
  line: number,
): CellPlace => {
  const rows = itemsOfPart(line, lines, rowCount)
  const steps = itemsOfPart(column, columns, stepCount)
  let picked: CellPlace = { place: rows.from, step: steps.from }
  let worst = -1
  for (let place = rows.from; place < rows.to; place += 1)
    for (let step = steps.from; step < steps.to; step += 1) {
      const position = positions[(order[place] ?? 0) * stepCount + step] ?? NaN
      if (position > worst) {
        worst = position
        picked = { place, step }
      }
    }
  return picked
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value))

const MOVES: Readonly<Record<string, readonly [places: number, steps: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  PageUp: [-10, 0],
  PageDown: [10, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
}

/** Where a key moves the crosshair; null for any other key. The first key puts it on the newest cell of the first row. */
export const moveCell = (
  { rowCount, stepCount }: Pick<HeatMapPositions, 'rowCount' | 'stepCount'>,
  from: CellPlace | null,
  key: string,
): CellPlace | null => {
  const move = MOVES[key]
  if (move === undefined || rowCount === 0 || stepCount === 0) return null
  if (from === null) return { place: 0, step: stepCount - 1 }
  return { place: clamp(from.place + move[0], rowCount - 1), step: clamp(from.step + move[1], stepCount - 1) }
}
