'use client'

import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { HeatMapPositions, ImageSize } from './heat-map-image'
import { moveCell, pickCell, type CellPlace } from './pick-cell'

interface CrosshairInput {
  cells: HeatMapPositions
  order: Int32Array
  size: ImageSize
  onOpen: (cell: CellPlace) => void
  onZoom: (steps: Steps) => void
  /** What a brush with Shift does, where that differs. */
  onExplain?: (steps: Steps) => void
}

interface Steps {
  from: number
  to: number
}

/** Nearer than this, a press and a release are a click. */
const CLICK_PX = 5

interface Drag {
  step: number
  x: number
  isBrush: boolean
}

export interface Crosshair {
  cell: CellPlace | null
  /** The steps that the brush spans, both ends included. */
  brush: Steps | null
  /** Whether the keyboard moved it last, so that it is spoken. */
  isSpoken: boolean
  handlers: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void
    onPointerMove: (event: PointerEvent<HTMLElement>) => void
    onPointerUp: (event: PointerEvent<HTMLElement>) => void
    onPointerLeave: () => void
    onPointerCancel: () => void
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  }
}

const share = (at: number, from: number, length: number): number =>
  Math.min(0.999999, Math.max(0, (at - from) / Math.max(1, length)))

const spanOf = (one: number, other: number) => ({ from: Math.min(one, other), to: Math.max(one, other) })

/** Points at a cell by mouse, finger or keyboard; a drag, or Shift with the arrows, marks a span of time. */
export const useCrosshair = ({
  cells,
  order,
  size,
  onOpen,
  onZoom,
  onExplain,
}: CrosshairInput): Crosshair => {
  const [cell, setCell] = useState<CellPlace | null>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const [anchor, setAnchor] = useState<number | null>(null)
  const [isSpoken, setSpoken] = useState(false)

  const cellAt = (event: PointerEvent<HTMLElement>): CellPlace => {
    const box = event.currentTarget.getBoundingClientRect()
    const column = Math.floor(share(event.clientX, box.left, box.width) * size.columns)
    const line = Math.floor(share(event.clientY, box.top, box.height) * size.lines)
    return pickCell(cells, order, size, column, line)
  }
  const clear = () => {
    setDrag(null)
    setAnchor(null)
    setCell(null)
  }
  const isBrushing = drag?.isBrush === true || anchor !== null
  const start = anchor ?? drag?.step ?? null
  const brush = isBrushing && cell !== null && start !== null ? spanOf(start, cell.step) : null

  return {
    cell: cell !== null && cell.place < cells.rowCount && cell.step < cells.stepCount ? cell : null,
    brush,
    isSpoken,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setAnchor(null)
        const pressed = cellAt(event)
        setCell(pressed)
        setDrag({ step: pressed.step, x: event.clientX, isBrush: false })
      },
      onPointerMove: (event) => {
        setSpoken(false)
        setCell(cellAt(event))
        if (drag !== null && Math.abs(event.clientX - drag.x) > CLICK_PX) setDrag({ ...drag, isBrush: true })
      },
      onPointerUp: (event) => {
        if (drag === null) return
        const released = cellAt(event)
        setDrag(null)
        if (drag.isBrush) (event.shiftKey ? (onExplain ?? onZoom) : onZoom)(spanOf(drag.step, released.step))
        else onOpen(released)
      },
      onPointerLeave: () => {
        if (drag === null && !isSpoken) setCell(null)
      },
      onPointerCancel: clear,
      onKeyDown: (event) => {
        const moved = moveCell(cells, cell, event.key)
        if (moved !== null) {
          event.preventDefault()
          setAnchor(event.shiftKey ? (anchor ?? cell?.step ?? moved.step) : null)
          setCell(moved)
          setSpoken(true)
        } else if (event.key === 'Enter' && cell !== null) {
          event.preventDefault()
          if (anchor !== null) onZoom(spanOf(anchor, cell.step))
          else onOpen(cell)
          setAnchor(null)
        } else if (event.key === 'x' && cell !== null && anchor !== null && onExplain !== undefined) {
          event.preventDefault()
          onExplain(spanOf(anchor, cell.step))
        } else if (event.key === 'Escape') clear()
      },
    },
  }
}
