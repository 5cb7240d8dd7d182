'use client'

import { useEffect, useState } from 'react'

/** The part of the screen in which a section counts as the one that is read. */
const READ_AREA = '-15% 0px -70% 0px'

/** Which of these sections somebody reads now; follows the browser's scroll position. */
export const useSectionInSight = (ids: readonly string[]): string | null => {
  const [inSight, setInSight] = useState<string | null>(null)
  const joined = ids.join(' ')
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const entered = entries.find(({ isIntersecting }) => isIntersecting)
        if (entered !== undefined) setInSight(entered.target.id)
      },
      { rootMargin: READ_AREA },
    )
    for (const id of joined.split(' ')) {
      const section = document.getElementById(id)
      if (section !== null) observer.observe(section)
    }
    return () => {
      observer.disconnect()
    }
  }, [joined])
  return inSight
}
