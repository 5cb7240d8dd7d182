'use client'

import { useState, type FocusEvent, type PointerEvent } from 'react'
import type { TooltipAnchor } from './cell-tooltip'

export interface PointedCell {
  row: number
  columnId: string
  anchor: TooltipAnchor
}

const cellOf = (target: EventTarget): PointedCell | null => {
  const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-column]') : null
  const row = cell?.closest<HTMLElement>('tr[data-row]')
  const columnId = cell?.dataset['column']
  if (cell === null || row === null || row === undefined || columnId === undefined) return null
  const { left, top, bottom } = cell.getBoundingClientRect()
  return { row: Number(row.dataset['row']), columnId, anchor: { left, top, bottom } }
}

const isSame = (one: PointedCell | null, other: PointedCell | null): boolean =>
  one?.row === other?.row && one?.columnId === other?.columnId

/** One listener for all cells: which one the pointer or the focus is on. */
export const usePointedCell = () => {
  const [cell, setCell] = useState<PointedCell | null>(null)
  const point = (target: EventTarget) => {
    const next = cellOf(target)
    setCell((before) => (isSame(before, next) ? before : next))
  }
  return {
    cell,
    clear: () => {
      setCell(null)
    },
    handlers: {
      onPointerOver: (event: PointerEvent) => {
        if (event.pointerType === 'mouse') point(event.target)
      },
      onPointerLeave: () => {
        setCell(null)
      },
      onFocus: (event: FocusEvent) => {
        point(event.target)
      },
      onBlur: () => {
        setCell(null)
      },
    },
  }
}

export type Pointing = ReturnType<typeof usePointedCell>
