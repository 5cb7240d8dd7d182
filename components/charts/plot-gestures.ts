'use client'

import type { KeyboardEvent, PointerEvent } from 'react'
import type { Window } from '@/lib/core/series'
import type { Crosshair } from './crosshair'
import { movedBy, stepCountOf, stepsBetween, timeAtShare, type TimeAxis } from './plot-time'

interface GestureInput {
  axis: TimeAxis
  crosshair: Crosshair
  onZoom: (window: Window) => void
  onExplain: (window: Window) => void
}

const timeUnder = (axis: TimeAxis, event: PointerEvent<HTMLElement>): number => {
  const { left, width } = event.currentTarget.getBoundingClientRect()
  return timeAtShare(axis, width === 0 ? 0 : (event.clientX - left) / width)
}

/** Whether something was selected; a single step is a click and no selection. */
const take = ({ axis, crosshair }: GestureInput, onWindow: (window: Window) => void): boolean => {
  const { atMs, anchorMs } = crosshair.read()
  if (atMs === null || anchorMs === null || atMs === anchorMs) return false
  crosshair.release()
  onWindow(stepsBetween(axis, anchorMs, atMs))
  return true
}

/** Points while the pointer moves, and zooms to the span over which it was dragged; with Shift it is explained. */
export const pointerGestures = (input: GestureInput) => {
  const { axis, crosshair } = input
  return {
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      crosshair.point(timeUnder(axis, event))
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const atMs = timeUnder(axis, event)
      crosshair.point(atMs)
      crosshair.anchor(atMs)
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      take(input, event.shiftKey ? input.onExplain : input.onZoom)
      crosshair.release()
    },
    onPointerCancel: () => {
      crosshair.leave()
    },
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === 'mouse' && crosshair.read().anchorMs === null) crosshair.leave()
    },
  }
}

const LARGE_STEPS = 10

const stepsOf = (key: string, axis: TimeAxis): number | null => {
  const steps = stepCountOf(axis)
  const moves: Record<string, number> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -LARGE_STEPS,
    PageUp: LARGE_STEPS,
    Home: -steps,
    End: steps,
  }
  return moves[key] ?? null
}

/** Arrows point, with Shift they select, Enter zooms to what is selected, X explains it, Escape lets go. */
export const keyGestures = (input: GestureInput) => {
  const { axis, crosshair } = input
  const move = (steps: number, isSelecting: boolean) => {
    const { atMs, anchorMs } = crosshair.read()
    if (isSelecting) crosshair.anchor(anchorMs ?? movedBy(axis, atMs, 0))
    else crosshair.release()
    crosshair.point(movedBy(axis, atMs, steps))
  }
  return {
    onFocus: () => {
      crosshair.point(movedBy(axis, crosshair.read().atMs, 0))
    },
    onBlur: () => {
      crosshair.leave()
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return
      const steps = stepsOf(event.key, axis)
      if (steps !== null) move(steps, event.shiftKey)
      else if (event.key === 'Enter') take(input, input.onZoom)
      else if (event.key === 'Escape') crosshair.leave()
      else if (event.key !== 'x' || !take(input, input.onExplain)) return
      event.preventDefault()
    },
  }
}
