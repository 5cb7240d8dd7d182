'use client'

import { useCallback, useState } from 'react'

/** The width of an element in CSS pixels; zero until it is on screen. */
export const useElementWidth = (): [
  width: number,
  ref: (element: HTMLElement | null) => (() => void) | undefined,
] => {
  const [width, setWidth] = useState(0)
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined
    const observer = new ResizeObserver(() => {
      setWidth(element.clientWidth)
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [])
  return [width, ref]
}
