'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { isHere, useCommands, type Command, type PageLink } from './commands'
import { useKeys } from './use-keys'

const loadKeyHelp = () => import('./key-help')
const loadPalette = () => import('../palette/palette')

/** Both are rarely open, so a page is usable before they are loaded. */
const KeyHelp = dynamic(() => loadKeyHelp().then((file) => file.KeyHelp), { ssr: false })
const Palette = dynamic(() => loadPalette().then((file) => file.Palette), { ssr: false })

/** Loads what opens later while the server can still be reached. A failure shows when it is opened. */
const useLoadedAhead = () => {
  useEffect(() => {
    void Promise.allSettled([loadKeyHelp(), loadPalette()])
  }, [])
}

type Open = 'keys' | 'palette' | null

const helpCommands = (open: (what: Open) => void): Command[] => [
  {
    id: 'keys',
    group: 'Help',
    title: 'Show all keys',
    keys: ['?'],
    run: () => {
      open('keys')
    },
  },
  {
    id: 'palette',
    group: 'Help',
    title: 'Go to a node, a page or a window by name',
    keys: ['Ctrl K'],
    run: () => {
      open('palette')
    },
  },
]

/** The keys of the whole page, the list of them, and the palette. */
export const CommandCenter = ({ pages }: { pages: readonly PageLink[] }) => {
  const [open, setOpen] = useState<Open>(null)
  const commands = [...useCommands(pages), ...helpCommands(setOpen)]
  const close = () => {
    setOpen(null)
  }
  const run = (id: string) => () => {
    commands.find((command) => command.id === id)?.run()
  }
  useLoadedAhead()
  useKeys(open === null ? commands : [], run('palette'))
  return (
    <div className="flex items-center gap-2">
      <button type="button" className="control command-button" title="Ctrl K" onClick={run('palette')}>
        Go to… <kbd className="max-md:hidden">Ctrl K</kbd>
      </button>
      <button
        type="button"
        className="control command-button max-sm:hidden"
        title="Key: l"
        onClick={run('copy link')}
      >
        Copy link
      </button>
      <button
        type="button"
        className="control command-button max-sm:hidden"
        aria-label="Show all keys"
        title="Show all keys"
        onClick={run('keys')}
      >
        ?
      </button>
      {open === 'keys' ? <KeyHelp commands={commands.filter(isHere)} onClose={close} /> : null}
      {open === 'palette' ? <Palette commands={commands.filter(isHere)} onClose={close} /> : null}
    </div>
  )
}
