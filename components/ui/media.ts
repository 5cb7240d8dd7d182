'use client'

import { useSyncExternalStore } from 'react'

export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => {
        media.removeEventListener('change', listener)
      }
    },
    () => window.matchMedia(query).matches,
    () => false,
  )

/** A screen at the wall of a room, where everything is larger. */
export const useWall = (): boolean => useMedia('(min-width: 2200px)')
