'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** The address by which this browser reaches the server; an example while the server renders. */
export const useOrigin = (): string =>
  useSyncExternalStore(
    never,
    () => window.location.origin,
    () => 'http://127.0.0.1:3000',
  )
