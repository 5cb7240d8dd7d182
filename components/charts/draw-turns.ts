'use client'

import { useEffect, useState } from 'react'

type Turn = () => void

const waiting = new Set<Turn>()
let frame: number | null = null

const nextTurn = () => {
  frame = null
  const [turn] = waiting
  if (turn !== undefined) {
    waiting.delete(turn)
    turn()
  }
  schedule()
}

const schedule = () => {
  if (waiting.size > 0) frame ??= requestAnimationFrame(nextTurn)
}

/**
 * What is to be drawn, once it is this drawing's turn; null before its first. All charts of a page change together, and
 * drawn in one go they would hold up keys and pointer; the queue gives each of them a frame, from the top down.
 */
export const useDrawTurn = <Drawn extends object>(wanted: Drawn): Drawn | null => {
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  useEffect(() => {
    const turn = () => {
      setDrawn(wanted)
    }
    waiting.add(turn)
    schedule()
    return () => {
      waiting.delete(turn)
    }
  }, [wanted])
  return drawn
}
