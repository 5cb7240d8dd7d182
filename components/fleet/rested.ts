'use client'

import { useEffect, useState } from 'react'

/** A pointer that crosses the grid asks nothing; one that rests does. */
const REST_MS = 250

/** True once whoever uses it has been on screen for a moment. */
export const useRested = (): boolean => {
  const [isRested, setRested] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setRested(true)
    }, REST_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return isRested
}
