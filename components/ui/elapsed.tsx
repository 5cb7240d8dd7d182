'use client'

import { useEffect, useState } from 'react'

const TICK_MS = 1000

/** How long somebody has been waiting, from the first second on. */
export const Elapsed = () => {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => {
      setSeconds((before) => before + 1)
    }, TICK_MS)
    return () => {
      clearInterval(timer)
    }
  }, [])
  return seconds === 0 ? null : (
    <span className="tabular-nums text-muted" aria-hidden="true">
      {seconds} s
    </span>
  )
}
