'use client'

import { useEffect } from 'react'

/** Rows of nodes that are asked for at once: those on the screen, and enough around them to scroll on. */
export const SLICE_ROWS = 160
const SLICE_STEP = 40
const ROWS_BEFORE = 60

/** Where the slice around a row begins: the same for all rows of a step, so that scrolling a little asks nothing. */
const sliceOffset = (nodeRow: number): number =>
  Math.max(0, Math.floor((nodeRow - ROWS_BEFORE) / SLICE_STEP) * SLICE_STEP)

/** While rows fly past, those that nobody can read are not asked for. */
const SETTLED_MS = 60

/** Asks for the slice around a row once scrolling has stayed near it for a moment. */
export const useSlice = (nodeRow: number, onOffset: (offset: number) => void): void => {
  const offset = sliceOffset(nodeRow)
  useEffect(() => {
    const timer = setTimeout(() => {
      onOffset(offset)
    }, SETTLED_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [offset, onOffset])
}
