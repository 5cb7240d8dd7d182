'use client'

import { useEffect } from 'react'

/** Brings the browser to the section that the address names: it was not there yet when the page was opened. */
export const useSectionOfLink = (): void => {
  useEffect(() => {
    const id = window.location.hash.slice(1)
    if (id !== '') document.getElementById(id)?.scrollIntoView()
  }, [])
}
