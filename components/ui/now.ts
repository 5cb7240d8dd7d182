'use client'

import { useSyncExternalStore } from 'react'

const TICK_MS = 1_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null
let currentMs = 0

const tick = () => {
  currentMs = Date.now()
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  timer ??= setInterval(tick, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

const read = (): number => {
  if (currentMs === 0 || timer === null) currentMs = Date.now()
  return currentMs
}

/** The browser's clock, once a second; null while the server renders. */
export const useNowMs = (): number | null => useSyncExternalStore<number | null>(subscribe, read, () => null)
