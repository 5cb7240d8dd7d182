import type { SeriesLine } from '@/lib/contract/series'
import type { HeatScale } from './heat-map-scale'

/** Rows are devices, columns are steps; NaN is not measured. */
export interface Strip {
  devices: string[]
  columns: number
  /** By row and column: the highest sample of the step. */
  values: Float32Array
  /** The same, as places in the palette. */
  positions: Float32Array
  /** How high a row is drawn. */
  rowPx: number
}

type Line = Pick<SeriesLine, 'device' | 'max'>

const natural = new Intl.Collator('en', { numeric: true })

const ROOMY_PX = 14
const LEAST_PX = 3
const HEIGHT_PX = 260

/** cpu2 before cpu10: neighbours share a core, a cache or a node of memory. */
const byName = (one: Line, other: Line): number => natural.compare(one.device, other.device)

/** How high each of so many rows is drawn. */
export const stripRowPx = (rows: number): number =>
  Math.min(ROOMY_PX, Math.max(LEAST_PX, Math.floor(HEIGHT_PX / Math.max(1, rows))))

/** The highest sample decides the colour, so that a short spike is as visible as it is in the chart. */
export const prepareStrip = (
  lines: readonly Line[],
  { positionOf }: Pick<HeatScale, 'positionOf'>,
): Strip => {
  const sorted = lines.toSorted(byName)
  const columns = sorted.reduce((most, { max }) => Math.max(most, max.length), 0)
  const values = new Float32Array(sorted.length * columns).fill(NaN)
  sorted.forEach(({ max }, row) => {
    max.forEach((value, column) => {
      if (value !== null) values[row * columns + column] = value
    })
  })
  return {
    devices: sorted.map(({ device }) => device),
    columns,
    values,
    positions: values.map((value) => (Number.isNaN(value) ? NaN : positionOf(value))),
    rowPx: stripRowPx(sorted.length),
  }
}

/** The row with the highest value at a step; null where none was measured. */
export const highestRow = ({ devices, columns, values }: Strip, column: number): number | null => {
  let highest: number | null = null
  for (let row = 0; row < devices.length; row += 1) {
    const value = values[row * columns + column] ?? NaN
    const most = highest === null ? -Infinity : (values[highest * columns + column] ?? -Infinity)
    if (value > most) highest = row
  }
  return highest
}

/** Labels that do not touch: every row, or every second, fourth… */
export const labelledRows = ({ devices, rowPx }: Strip, labelPx: number): number[] => {
  let apart = 1
  while (apart * rowPx < labelPx) apart *= 2
  return devices.flatMap((_, row) => (row % apart === 0 ? [row] : []))
}
