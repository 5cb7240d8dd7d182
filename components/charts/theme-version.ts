'use client'

import { useSyncExternalStore } from 'react'

const DARK = '(prefers-color-scheme: dark)'

const subscribe = (listener: () => void): (() => void) => {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const media = window.matchMedia(DARK)
  media.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    media.removeEventListener('change', listener)
  }
}

const read = (): string =>
  `${document.documentElement.dataset['theme'] ?? ''} ${String(window.matchMedia(DARK).matches)}`

/** Changes whenever colours do: a canvas does not follow style sheets by itself. */
export const useThemeVersion = (): string => useSyncExternalStore(subscribe, read, () => '')
