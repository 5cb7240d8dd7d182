'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { toSearch } from '@/lib/contract/view-state'
import type { PageLink } from './keys/commands'
import { CommandCenter } from './keys/command-center'
import type { Theme } from './theme'
import { ThemeSwitch } from './theme-switch'
import { useView } from './view'

const PAGES: readonly PageLink[] = [
  { href: '/', title: 'Fleet' },
  { href: '/metric', title: 'Heat map' },
  { href: '/latency', title: 'Latency' },
  { href: '/errors', title: 'Errors', letter: 'r' },
  { href: '/outages', title: 'Outages', letter: 'u' },
  { href: '/clock', title: 'Clock' },
  { href: '/explain', title: 'Explain', letter: 'x' },
  { href: '/correlations', title: 'Correlations' },
  { href: '/events', title: 'Events', letter: 'e' },
  { href: '/profiles', title: 'Profiles' },
  { href: '/map', title: 'Map' },
  { href: '/coverage', title: 'Coverage' },
  { href: '/collectors', title: 'Collectors' },
]

/** Of the page before the one that is open, where not all fit. */
const MARGIN_PX = 40

const isHere = (href: string, path: string): boolean =>
  href === '/' ? path === '/' || path.startsWith('/nodes') : path.startsWith(href)

export const AppHeader = ({ theme }: { theme: Theme }) => {
  const path = usePathname()
  const [view] = useView()
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (here !== undefined && here !== null) nav.current?.scrollTo({ left: here.offsetLeft - MARGIN_PX })
  }, [path])
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b sm:gap-4 border-line bg-surface px-3 sm:px-4">
      <a href="#content" className="skip-link">
        Skip to the content
      </a>
      <Link href={`/${toSearch(view)}`} className="flex items-center gap-2 font-semibold tracking-tight">
        <Logo />
        <span className="max-sm:sr-only">usescope</span>
      </Link>
      <nav ref={nav} aria-label="Pages" className="page-nav">
        {PAGES.map(({ href, title }) => (
          <Link
            key={href}
            href={`${href}${toSearch(view)}`}
            aria-current={isHere(href, path) ? 'page' : undefined}
            className="nav-link"
          >
            {title}
          </Link>
        ))}
      </nav>
      <div className="ml-auto flex items-center gap-2">
        <CommandCenter pages={PAGES} />
        <ThemeSwitch initial={theme} />
      </div>
    </header>
  )
}

const Logo = () => (
  <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
    <rect x="1" y="9" width="3.6" height="6" rx=".8" className="fill-[var(--ok)]" />
    <rect x="6.2" y="5" width="3.6" height="10" rx=".8" className="fill-[var(--warn-mark)]" />
    <rect x="11.4" y="1" width="3.6" height="14" rx=".8" className="fill-[var(--bad-mark)]" />
  </svg>
)
