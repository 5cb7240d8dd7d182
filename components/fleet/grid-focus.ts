'use client'

import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { moveInGrid, type GridPlace, type GridSize } from './grid-navigation'

export interface GridFocus {
  active: GridPlace
  onKeyDown: (event: KeyboardEvent) => void
  /** A click or a tab moves the place too. */
  onFocusPlace: (place: GridPlace) => void
  /** The same column of the first row. */
  focusFirstRow: () => void
}

const placeElement = (grid: HTMLElement, place: GridPlace): HTMLElement | null =>
  grid.querySelector(`[data-row="${String(place.row)}"] [data-stop="${String(place.stop)}"]`) ??
  grid.querySelector(`[data-row="${String(place.row)}"] [data-waiting]`)

/** One place of the grid is in the tab order; the arrow keys move it, also to rows that are not drawn yet. */
export const useGridFocus = (
  grid: RefObject<HTMLElement | null>,
  size: GridSize,
  scrollToRow: (row: number) => void,
): GridFocus => {
  const [active, setActive] = useState<GridPlace>({ row: 0, stop: 0 })
  const wantsFocus = useRef(false)
  const bounded = {
    row: Math.max(0, Math.min(active.row, size.rows - 1)),
    stop: Math.max(0, Math.min(active.stop, size.stops - 1)),
  }

  useEffect(() => {
    if (!wantsFocus.current || grid.current === null) return
    const element = placeElement(grid.current, active)
    if (element === null) return
    // A row on its way takes the focus until its node is there.
    wantsFocus.current = element.dataset['waiting'] === 'true'
    element.focus({ preventScroll: false })
  })

  return {
    active: bounded,
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const place = moveInGrid(event.key, bounded, size)
      if (place === null) return
      event.preventDefault()
      wantsFocus.current = true
      setActive(place)
      scrollToRow(place.row)
    },
    onFocusPlace: setActive,
    focusFirstRow: () => {
      wantsFocus.current = true
      setActive({ row: 0, stop: bounded.stop })
    },
  }
}
