'use client'

import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { boxBetween, movePlace, type PanelBox, type PanelPlace } from './box-selection'

interface BoxBrushInput {
  stepCount: number
  onPoint: (place: PanelPlace | null) => void
  onSelect: (box: PanelBox) => void
  onClear: () => void
}

const shareIn = (at: number, from: number, length: number): number =>
  Math.min(0.999999, Math.max(0, (at - from) / Math.max(1, length)))

/** Points at a place by mouse, finger or keyboard; a drag, or Shift with the arrows, spans a box of time and latency. */
export const useBoxBrush = ({ stepCount, onPoint, onSelect, onClear }: BoxBrushInput) => {
  const [place, setPlace] = useState<PanelPlace | null>(null)
  const [anchor, setAnchor] = useState<PanelPlace | null>(null)
  const [isSpoken, setSpoken] = useState(false)

  const point = (to: PanelPlace | null) => {
    setPlace(to)
    onPoint(to)
  }
  const placeAt = (event: PointerEvent<HTMLElement>): PanelPlace => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    return {
      step: Math.floor(shareIn(event.clientX, left, width) * stepCount),
      share: 1 - shareIn(event.clientY, top, height),
    }
  }
  const finish = (to: PanelPlace) => {
    if (anchor !== null) onSelect(boxBetween(anchor, to))
    setAnchor(null)
  }
  const leave = () => {
    setAnchor(null)
    point(null)
  }
  return {
    place: place !== null && place.step < stepCount ? place : null,
    box: anchor === null || place === null ? null : boxBetween(anchor, place),
    /** Whether the keyboard moved it last, so that it is spoken. */
    isSpoken,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const pressed = placeAt(event)
        point(pressed)
        setAnchor(pressed)
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        setSpoken(false)
        point(placeAt(event))
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        finish(placeAt(event))
      },
      onPointerLeave: () => {
        if (anchor === null && !isSpoken) point(null)
      },
      onPointerCancel: leave,
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const moved = movePlace(place, event.key, stepCount)
        if (moved !== null) {
          event.preventDefault()
          setAnchor(event.shiftKey ? (anchor ?? place ?? moved) : null)
          setSpoken(true)
          point(moved)
        } else if (event.key === 'Enter' && place !== null) {
          event.preventDefault()
          onSelect(boxBetween(anchor ?? place, place))
          setAnchor(null)
        } else if (event.key === 'Escape') {
          leave()
          onClear()
        }
      },
    },
  }
}
