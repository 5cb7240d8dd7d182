'use client'

import { usePathname, useRouter } from 'next/navigation'
import { COMPARISONS, type Comparison } from '@/lib/contract/view-choices'
import { toSearch } from '@/lib/contract/view-state'
import { explainHref } from '../explain-href'
import { useCopyLink } from '../permalink/copy-link'
import { WINDOW_PRESETS } from '../prepare-window'
import { THEME_TITLES, THEMES } from '../theme'
import { keepTheme } from '../theme-store'
import { isLive } from '../time/shift-window'
import { useWindowActions } from '../time/window-actions'
import { showToast } from '../toasts/toast-store'
import { useView } from '../view'
import { pageLetters } from './page-letters'

export interface PageLink {
  href: string
  title: string
  /** After `g`; by default one of its title. */
  letter?: string
}

export const COMMAND_GROUPS = ['Go to', 'Window', 'This page', 'Look', 'Help'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** Something that can be done from the keyboard: the list of keys, the keys themselves and the palette all read it. */
export interface Command {
  id: string
  group: CommandGroup
  title: string
  /** Pressed one after the other; empty where there are none. */
  keys: readonly string[]
  run: () => void
  /** What it needs on the page; a page without it does not list the command. */
  target?: string
}

export const isHere = ({ target }: Command): boolean =>
  target === undefined || document.querySelector(target) !== null

const FILTER_FIELD = '[role="search"] input'
const WINDOW_BUTTON = '.time-button'

const focusOn = (selector: string) => () => {
  document.querySelector<HTMLElement>(selector)?.focus()
}

const press = (selector: string) => () => {
  document.querySelector<HTMLElement>(selector)?.click()
}

const COMPARISON_WORDS: Record<Comparison, string> = {
  '': 'Compared with nothing',
  yesterday: 'Compared with yesterday',
  week: 'Compared with last week',
}

const nextComparison = (compare: Comparison): Comparison =>
  COMPARISONS[(COMPARISONS.indexOf(compare) + 1) % COMPARISONS.length] ?? ''

const useGoCommands = (pages: readonly PageLink[]): Command[] => {
  const [view] = useView()
  const router = useRouter()
  const letters = pageLetters(pages)
  return pages.map(({ href, title }, index) => ({
    id: `go ${href}`,
    group: 'Go to',
    title,
    keys: ['g', letters[index] ?? ''],
    run: () => {
      router.push(`${href}${toSearch(view)}`)
    },
  }))
}

const useWindowCommands = (): Command[] => {
  const [view, setView] = useView()
  const { shift, zoomOut, pause, resume } = useWindowActions()
  const isLiveNow = isLive(view)
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id,
    group: 'Window',
    title,
    keys,
    run,
  })
  return [
    { ...command('time', 'Choose the window', ['t'], press(WINDOW_BUTTON)), target: WINDOW_BUTTON },
    command('back', 'Back by one window', ['b'], () => {
      shift(-1)
    }),
    command('forward', 'Forward by one window', ['f'], () => {
      shift(1)
    }),
    command('zoom out', 'Zoom out to twice the window', ['z'], zoomOut),
    command('live', isLiveNow ? 'Pause: hold what is on screen' : 'Live', ['h'], isLiveNow ? pause : resume),
    ...WINDOW_PRESETS.map(({ from, spoken }) =>
      command(`window ${from}`, `Show the ${spoken}`, [], () => {
        setView({ from, to: 'now' })
      }),
    ),
  ]
}

const usePageCommands = (): Command[] => {
  const [view, setView] = useView()
  const router = useRouter()
  const path = usePathname()
  const copyLink = useCopyLink()
  return [
    {
      id: 'filter',
      group: 'This page',
      title: 'Filter',
      keys: ['/'],
      run: focusOn(FILTER_FIELD),
      target: FILTER_FIELD,
    },
    {
      id: 'compare',
      group: 'This page',
      title: 'Compare with yesterday, with last week, with nothing',
      keys: ['c'],
      run: () => {
        const compare = nextComparison(view.compare)
        setView({ compare })
        showToast({ tone: 'done', title: COMPARISON_WORDS[compare] })
      },
    },
    {
      id: 'explain',
      group: 'This page',
      title: 'Explain this window',
      keys: ['x'],
      run: () => {
        router.push(explainHref(view, path))
      },
    },
    {
      id: 'copy link',
      group: 'This page',
      title: 'Copy link',
      keys: ['l'],
      run: () => {
        void copyLink()
      },
    },
  ]
}

const THEME_COMMANDS: readonly Command[] = THEMES.map((theme) => ({
  id: `theme ${theme}`,
  group: 'Look',
  title: `Theme: ${THEME_TITLES[theme]}`,
  keys: [],
  run: () => {
    keepTheme(theme)
  },
}))

export const useCommands = (pages: readonly PageLink[]): Command[] => [
  ...useGoCommands(pages),
  ...useWindowCommands(),
  ...usePageCommands(),
  ...THEME_COMMANDS,
]
