'use client'

import { useEffect, useRef, useState } from 'react'

/** A pointer that rests longer than this is lying on the desk of a wall screen. */
const HOLD_MS = 8_000
/** A pointer that moves says so hundreds of times a second. */
const TOUCH_EVERY_MS = 1_000

/** Rows keep the places they had when the order was held; newcomers follow. */
const orderByHeld = <T extends { id: number }>(
  items: readonly T[],
  held: readonly number[] | null,
): readonly T[] => {
  if (held === null) return items
  const place = new Map(held.map((id, index) => [id, index]))
  const placeOf = (item: T): number => place.get(item.id) ?? held.length
  return [...items].sort((one, other) => placeOf(one) - placeOf(other))
}

/** The same within each group; groups take the places that they have now. */
export const orderGroupsByHeld = <T extends { id: number; group?: string | undefined }>(
  items: readonly T[],
  held: readonly number[] | null,
): readonly T[] => {
  if (held === null) return items
  const ordered: T[] = []
  for (let from = 0; from < items.length;) {
    let to = from + 1
    while (to < items.length && items[to]?.group === items[from]?.group) to += 1
    ordered.push(...orderByHeld(items.slice(from, to), held))
    from = to
  }
  return ordered
}

export const isReordered = <T extends { id: number }>(fresh: readonly T[], shown: readonly T[]): boolean =>
  shown !== fresh && shown.some((item, place) => item.id !== fresh[place]?.id)

export interface HeldOrder {
  held: readonly number[] | null
  hold: (isLasting: boolean) => void
  release: () => void
}

interface Hold {
  scope: string
  ids: readonly number[]
  isLasting: boolean
  touches: number
}

/**
 * While somebody points at a row or has focus in the table, a refresh must not move the row away; another question,
 * which is another scope, may.
 */
export const useHeldOrder = (ids: () => readonly number[], scope: string): HeldOrder => {
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
    held: hold?.scope === scope ? hold.ids : null,
    hold: (isLasting) => {
      const nowMs = performance.now()
      if (!isLasting && nowMs - touchedMs.current < TOUCH_EVERY_MS) return
      touchedMs.current = nowMs
      setHold((before) => {
        const kept = before?.scope === scope ? before : null
        return {
          scope,
          ids: kept?.ids ?? ids(),
          isLasting: isLasting || (kept?.isLasting ?? false),
          touches: (kept?.touches ?? 0) + 1,
        }
      })
    },
    release: () => {
      touchedMs.current = -Infinity
      setHold(null)
    },
  }
}
