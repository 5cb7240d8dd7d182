'use client'

import { useSyncExternalStore } from 'react'
import type { PaletteTheme } from './heat-map-palette'

const DARK = '(prefers-color-scheme: dark)'

const read = (): PaletteTheme => {
  const chosen = document.documentElement.dataset['theme']
  if (chosen === 'light' || chosen === 'dark') return chosen
  return window.matchMedia(DARK).matches ? 'dark' : 'light'
}

const subscribe = (listener: () => void): (() => void) => {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const media = window.matchMedia(DARK)
  media.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    media.removeEventListener('change', listener)
  }
}

/** A canvas is painted anew when the colours of the page change. */
export const usePaletteTheme = (): PaletteTheme => useSyncExternalStore(subscribe, read, () => 'light')
