'use client'

import { useEffect, useRef, type RefObject } from 'react'

/** Another order begins at its first row, and whoever stood in a row stands in that one. */
export const useScrollToTop = (
  scroller: RefObject<HTMLElement | null>,
  arrangement: string,
  focusFirstRow: () => void,
): void => {
  const before = useRef(arrangement)
  useEffect(() => {
    if (before.current === arrangement) return
    before.current = arrangement
    if (document.activeElement?.closest('.fleet-scroller tbody')) focusFirstRow()
    scroller.current?.scrollTo({ top: 0 })
  }, [scroller, arrangement, focusFirstRow])
}
