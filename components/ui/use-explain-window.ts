'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useCallback } from 'react'
import type { Window } from '@/lib/core/series'
import { explainHref } from './explain-href'
import { toWindowText } from './time/shift-window'
import { useView } from './view'

/** Leads from what somebody marked to what explains it. */
export const useExplainWindow = (): ((window: Window) => void) => {
  const [view] = useView()
  const router = useRouter()
  const path = usePathname()
  return useCallback(
    (window: Window) => {
      router.push(explainHref(view, path, toWindowText(window)))
    },
    [view, router, path],
  )
}
