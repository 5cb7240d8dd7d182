'use client'

import { useWall } from '@/components/ui/media'

export interface ChartSizes {
  heightPx: number
  /** Of the scale at the left; the overlay of `.use-chart` begins beside it. */
  axisPx: number
  /** Of the times below. */
  timesPx: number
  letterPx: number
  /** From one time to the next, so that none touch. */
  tickPx: number
}

const USUAL: ChartSizes = { heightPx: 132, axisPx: 58, timesPx: 22, letterPx: 11, tickPx: 64 }
/** Read from across the room. */
const WALL: ChartSizes = { heightPx: 200, axisPx: 76, timesPx: 28, letterPx: 15, tickPx: 96 }

export const useChartSizes = (): ChartSizes => (useWall() ? WALL : USUAL)

const LEAST_TICKS = 3

export const ticksIn = (widthPx: number, { axisPx, tickPx }: ChartSizes): number =>
  Math.max(LEAST_TICKS, Math.floor((widthPx - axisPx) / tickPx))
