'use client'

import { useEffect, useRef, type RefObject } from 'react'

/** Another order begins at its first row. */
export const useScrollToTop = (scroller: RefObject<HTMLElement | null>, arrangement: string): void => {
  const before = useRef(arrangement)
  useEffect(() => {
    if (before.current === arrangement) return
    before.current = arrangement
    scroller.current?.scrollTo({ top: 0 })
  }, [scroller, arrangement])
}
