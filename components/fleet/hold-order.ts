'use client'

import { useEffect, useRef, useState } from 'react'

/** A pointer that rests longer than this is lying on the desk of a wall screen. */
const HOLD_MS = 8_000
/** A pointer that moves says so hundreds of times a second. */
const TOUCH_EVERY_MS = 1_000

/** Rows keep the places they had when the order was held; newcomers follow. */
export const orderByHeld = <T extends { id: number }>(
  items: readonly T[],
  held: readonly number[] | null,
): readonly T[] => {
  if (held === null) return items
  const place = new Map(held.map((id, index) => [id, index]))
  const placeOf = (item: T): number => place.get(item.id) ?? held.length
  return [...items].sort((one, other) => placeOf(one) - placeOf(other))
}

export const isReordered = <T extends { id: number }>(fresh: readonly T[], shown: readonly T[]): boolean =>
  shown !== fresh && shown.some((item, place) => item.id !== fresh[place]?.id)

interface HeldOrder {
  held: readonly number[] | null
  hold: (isLasting: boolean) => void
  release: () => void
}

interface Hold {
  ids: readonly number[]
  isLasting: boolean
  touches: number
}

/** While somebody points at a row or has focus in the table, a refresh must not move the row away. */
export const useHeldOrder = (ids: () => readonly number[]): HeldOrder => {
  const [hold, setHold] = useState<Hold | null>(null)
  const touchedMs = useRef(-Infinity)

  useEffect(() => {
    if (hold === null || hold.isLasting) return
    const timer = setTimeout(() => {
      setHold(null)
    }, HOLD_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [hold])

  return {
    held: hold?.ids ?? null,
    hold: (isLasting) => {
      const nowMs = performance.now()
      if (!isLasting && nowMs - touchedMs.current < TOUCH_EVERY_MS) return
      touchedMs.current = nowMs
      setHold((before) => ({
        ids: before?.ids ?? ids(),
        isLasting: isLasting || (before?.isLasting ?? false),
        touches: (before?.touches ?? 0) + 1,
      }))
    },
    release: () => {
      touchedMs.current = -Infinity
      setHold(null)
    },
  }
}
