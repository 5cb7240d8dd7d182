import type { NodeState } from '@/lib/core/node-state'
import { COMMAND_GROUPS, type Command } from '../keys/commands'

export interface PaletteItem {
  id: string
  group: string
  title: string
  keys: readonly string[]
  run: () => void
}

export interface FoundNode {
  id: number
  name: string
  state: NodeState
}

interface PaletteInput {
  text: string
  commands: readonly Command[]
  nodes: readonly FoundNode[]
  openNode: (id: number) => void
  /** What the text means as a window; null when it means none. */
  window: { title: string; run: () => void } | null
}

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean)

const holdsAll = (title: string, words: readonly string[]): boolean =>
  words.every((word) => title.toLowerCase().includes(word))

/** A command fits by its title or its group, so that “theme” and “go” find theirs. */
const fits = ({ group, title }: Command, words: readonly string[]): boolean =>
  holdsAll(`${group} ${title}`, words)

const startsLike = ({ title }: Command, text: string): number =>
  title.toLowerCase().startsWith(text.toLowerCase()) ? 0 : 1

/** The window that was typed, then what can be done, then nodes; the best is first and taken by Enter. */
export const preparePalette = ({ text, commands, nodes, openNode, window }: PaletteInput): PaletteItem[] => {
  const trimmed = text.trim()
  const words = wordsOf(trimmed)
  const fitting = commands.filter((command) => fits(command, words))
  const byGroup = (command: Command) => COMMAND_GROUPS.indexOf(command.group)
  const ordered =
    trimmed === ''
      ? fitting.toSorted((left, right) => byGroup(left) - byGroup(right))
      : fitting.toSorted((left, right) => startsLike(left, trimmed) - startsLike(right, trimmed))
  const typed = window === null ? [] : [{ id: 'typed window', group: 'Window', keys: [], ...window }]
  const found = nodes.map(({ id, name, state }) => ({
    id: `node ${String(id)}`,
    group: state === 'fresh' ? 'Node' : `Node, ${state}`,
    title: name,
    keys: [],
    run: () => {
      openNode(id)
    },
  }))
  return [...typed, ...ordered, ...found]
}
