'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { upgradeSearch } from '@/lib/contract/permalink'

/** Rewrites the address of a link from an older version, which is the only place where its words still stand. */
export const LinkUpgrade = () => {
  const router = useRouter()
  const path = usePathname()
  const search = useSearchParams().toString()
  useEffect(() => {
    const upgraded = upgradeSearch(new URLSearchParams(search)).toString()
    if (upgraded !== search) router.replace(`${path}?${upgraded}${window.location.hash}`, { scroll: false })
  }, [router, path, search])
  return null
}
