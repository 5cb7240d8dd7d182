import { describe, expect, it } from 'vitest'
import type { Command } from '../keys/commands'
import { preparePalette } from './prepare-palette'

const nothing = () => undefined
const command = (group: Command['group'], title: string): Command => ({
  id: title,
  group,
  title,
  keys: [],
  run: nothing,
})
const COMMANDS = [
  command('Look', 'Theme: Dark'),
  command('Go to', 'Fleet'),
  command('This page', 'Copy link'),
]
const NODES = [{ id: 7, name: 'web-7', state: 'stale' as const }]

const titles = (text: string, window: { title: string; run: () => void } | null = null) =>
  preparePalette({ text, commands: COMMANDS, nodes: NODES, openNode: nothing, window }).map(
    ({ title }) => title,
  )

describe('the palette', () => {
  it('lists everything in the order of its groups before anything is typed', () => {
    expect(titles('')).toEqual(['Fleet', 'Copy link', 'Theme: Dark', 'web-7'])
  })

  it('finds by any words of title and group, in any case', () => {
    expect(titles('DARK theme')).toEqual(['Theme: Dark', 'web-7'])
    expect(titles('go fl')).toEqual(['Fleet', 'web-7'])
  })

  it('takes the window first that was typed', () => {
    expect(titles('yesterday', { title: 'Show yesterday', run: nothing })[0]).toBe('Show yesterday')
  })

  it('opens the node that was found, and says when it is not fresh', () => {
    const opened: number[] = []
    const openNode = (id: number) => opened.push(id)
    const items = preparePalette({ text: 'web', commands: [], nodes: NODES, openNode, window: null })
    expect(items[0]?.group).toBe('Node, stale')
    items[0]?.run()
    expect(opened).toEqual([7])
  })
})
