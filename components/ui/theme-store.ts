'use client'

import { useSyncExternalStore } from 'react'
import { toTheme, type Theme } from './theme'

const YEAR_SECONDS = 31_536_000
const listeners = new Set<() => void>()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** The server reads the cookie, so the first paint already has the right colours. */
export const keepTheme = (theme: Theme): void => {
  document.documentElement.dataset['theme'] = theme
  document.cookie = `theme=${theme}; path=/; max-age=${String(YEAR_SECONDS)}; samesite=lax`
  for (const listener of listeners) listener()
}

export const useTheme = (initial: Theme): Theme =>
  useSyncExternalStore(
    subscribe,
    () => toTheme(document.documentElement.dataset['theme']),
    () => initial,
  )
