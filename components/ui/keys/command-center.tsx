'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useCommands, type Command, type PageLink } from './commands'
import { useKeys } from './use-keys'

/** Both are rarely open, so the first load of a page goes without them. */
const KeyHelp = dynamic(() => import('./key-help').then((file) => file.KeyHelp), { ssr: false })
const Palette = dynamic(() => import('../palette/palette').then((file) => file.Palette), { ssr: false })

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
  useKeys(commands, run('palette'))
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
      {open === 'keys' ? <KeyHelp commands={commands} onClose={close} /> : null}
      {open === 'palette' ? <Palette commands={commands} onClose={close} /> : null}
    </div>
  )
}
