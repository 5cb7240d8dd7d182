'use client'

import { useEffect } from 'react'

/** Keeps the browser tab's title in step, so that a tab in the background tells how things are. */
export const useDocumentTitle = (title: string | null): void => {
  useEffect(() => {
    if (title !== null) document.title = `${title} · usescope`
  }, [title])
}
