import { PALETTE_SIZE } from '@/components/charts/heat-map-palette'
import type { ProfileMomentsAnswer } from '@/lib/contract/profiles'
import { formatCounted } from '@/lib/core/format-value'

export interface Part {
  fromMs: number
  toMs: number
}

const SECOND_MS = 1000

/** As it stands in the URL; null where none is chosen. */
export const parsePart = (text: string): Part | null => {
  const [from, to] = text.split('-').map(Number)
  if (from === undefined || to === undefined || text === '' || !(from < to)) return null
  return { fromMs: from, toMs: to }
}

export const printPart = ({ fromMs, toMs }: Part): string => `${String(fromMs)}-${String(toMs)}`

type Grid = Pick<ProfileMomentsAnswer, 'rows' | 'seconds' | 'counts'>

/** The place of a cell in time: seconds are columns, and a second runs from the bottom to the top. */
export const cellAt = ({ rows, seconds }: Grid, acrossShare: number, downShare: number): number => {
  const second = Math.min(seconds - 1, Math.max(0, Math.floor(acrossShare * seconds)))
  const row = Math.min(rows - 1, Math.max(0, Math.floor((1 - downShare) * rows)))
  return second * rows + row
}

/** From the begin of the earlier cell to the end of the later one. */
export const partBetween = ({ rows }: Grid, one: number, other: number): Part => {
  const cellMs = SECOND_MS / rows
  return { fromMs: Math.min(one, other) * cellMs, toMs: (Math.max(one, other) + 1) * cellMs }
}

/** Red, green, blue and opacity of each cell, the top row first. */
export const momentPixels = (
  { rows, seconds, counts }: Grid,
  palette: Uint8Array,
  part: Part | null,
): Uint8ClampedArray<ArrayBuffer> => {
  const pixels = new Uint8ClampedArray(rows * seconds * 4)
  const most = counts.reduce((largest, count) => Math.max(largest, count), 1)
  counts.forEach((count, cell) => {
    const second = Math.floor(cell / rows)
    const row = rows - 1 - (cell % rows)
    const colour = Math.round(((PALETTE_SIZE - 1) * count) / most) * 3
    const at = 4 * (row * seconds + second)
    pixels.set(palette.subarray(colour, colour + 3), at)
    pixels[at + 3] = isInside(cell, rows, part) ? 255 : 90
  })
  return pixels
}

const isInside = (cell: number, rows: number, part: Part | null): boolean => {
  if (part === null) return true
  const atMs = ((cell + 0.5) * SECOND_MS) / rows
  return atMs >= part.fromMs && atMs < part.toMs
}

export const secondsText = (ms: number): string => `${(ms / SECOND_MS).toFixed(2)} s`

export const describeCell = (grid: Grid, cell: number): string => {
  const { fromMs, toMs } = partBetween(grid, cell, cell)
  const count = grid.counts[cell] ?? 0
  return `${secondsText(fromMs)} to ${secondsText(toMs)}: ${formatCounted(count, 'sample')}`
}

const STEPS: Readonly<Record<string, (rows: number) => number>> = {
  ArrowRight: (rows) => rows,
  ArrowLeft: (rows) => -rows,
  ArrowUp: () => 1,
  ArrowDown: () => -1,
}

/** Where a key leads; null for other keys. */
export const movedCell = ({ rows, counts }: Grid, cell: number, key: string): number | null => {
  const step = STEPS[key]?.(rows)
  return step === undefined ? null : Math.min(counts.length - 1, Math.max(0, cell + step))
}
