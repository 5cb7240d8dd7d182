import type { LatencyPanel } from '@/lib/contract/latency'
import { decodeCells } from '@/lib/core/three-digits'
import { shareOfMs, type LogAxis } from './log-axis'

/** Rows of a panel that are drawn as one, because each alone would be too low to be seen. */
export interface Band {
  /** Null has no bound there. */
  lowMs: number | null
  highMs: number | null
  /** How far up it reaches on the axis. */
  bottom: number
  top: number
}

export interface PanelBands {
  /** The lowest first. */
  bands: Band[]
  /** Of each line of the picture from the top, which band it shows. */
  lines: Int32Array
  stepCount: number
  /** By band * stepCount + step; NaN where nothing was told. */
  counts: Float64Array
}

/** Lines of the picture. */
export const LINE_COUNT = 200
/** Lower than this part of the axis nothing is drawn. */
const LEAST_HEIGHT = 1 / 100

interface Row {
  lowMs: number | null
  highMs: number | null
}

/** Also the rows below and above all edges. */
const rowsOf = (edgesMs: readonly number[]): Row[] =>
  Array.from({ length: edgesMs.length + 1 }, (_, row) => ({
    lowMs: edgesMs[row - 1] ?? null,
    highMs: edgesMs[row] ?? null,
  }))

/** As many rows each where rows are even, so that no band looks busier than it is. */
const groupRows = (rows: readonly Row[], { rows: kind }: LatencyPanel, axis: LogAxis): number[] => {
  const heightOf = (from: number, to: number) => topOf(rows[to], axis) - bottomOf(rows[from], axis)
  const even = kind === 'exponential' ? Math.ceil(LEAST_HEIGHT / medianHeight(rows, axis)) : 0
  const groups: number[] = []
  let group = 0
  let first = 0
  rows.forEach(({ lowMs, highMs }, row) => {
    groups.push(group)
    const isLast = lowMs === null || rows[row + 1]?.highMs === null
    const isFull = even > 0 ? row - first + 1 >= even : heightOf(first, row) >= LEAST_HEIGHT
    if (!isLast && !isFull && highMs !== null) return
    group += 1
    first = row + 1
  })
  return groups
}

const bottomOf = (row: Row | undefined, axis: LogAxis): number => shareOfMs(axis, row?.lowMs ?? axis.lowMs)

const topOf = (row: Row | undefined, axis: LogAxis): number => shareOfMs(axis, row?.highMs ?? axis.highMs)

const medianHeight = (rows: readonly Row[], axis: LogAxis): number => {
  const middle = rows[rows.length >> 1]
  return Math.max(1e-6, topOf(middle, axis) - bottomOf(middle, axis))
}

export const prepareBands = (panel: LatencyPanel, axis: LogAxis): PanelBands => {
  const rows = rowsOf(panel.edgesMs)
  const groups = groupRows(rows, panel, axis)
  const bands: Band[] = []
  rows.forEach((row, number) => {
    const group = groups[number] ?? 0
    const band = bands[group] ?? { lowMs: row.lowMs, highMs: null, bottom: bottomOf(row, axis), top: 0 }
    bands[group] = { ...band, highMs: row.highMs, top: topOf(row, axis) }
  })
  const lines = linesOfBands(bands, LINE_COUNT)
  return { bands, lines, stepCount: panel.cells.length, counts: countBands(panel, groups, bands.length) }
}

const countBands = (
  { cells, counts }: LatencyPanel,
  groups: readonly number[],
  bandCount: number,
): Float64Array => {
  const stepCount = cells.length
  const sums = new Float64Array(bandCount * stepCount).fill(NaN)
  const ofStep = new Float64Array(groups.length)
  cells.forEach((text, step) => {
    if (counts[step] === null) return
    ofStep.fill(0)
    decodeCells(text, ofStep, 0, groups.length)
    for (let band = 0; band < bandCount; band += 1) sums[band * stepCount + step] = 0
    groups.forEach((band, row) => {
      const at = band * stepCount + step
      sums[at] = (sums[at] ?? 0) + (ofStep[row] ?? 0)
    })
  })
  return sums
}

/** Lines of the picture from the top, which band each shows. */
export const linesOfBands = (bands: readonly Band[], lineCount: number): Int32Array => {
  const lines = new Int32Array(lineCount).fill(-1)
  bands.forEach(({ bottom, top }, band) => {
    const from = Math.round((1 - top) * lineCount)
    const to = Math.max(from + 1, Math.round((1 - bottom) * lineCount))
    lines.fill(band, from, to)
  })
  return lines
}
