import type { FleetGrid, FleetGroup, FleetNode } from '@/lib/contract/fleet'
import { isGroupOpen, parseOpenGroups } from '@/lib/contract/open-groups'

/** One row of the table. */
export type FleetItem =
  | { kind: 'node'; key: string; node: FleetNode; isPinnedOnTop: boolean }
  | { kind: 'group'; key: string; group: FleetGroup; isOpen: boolean }
  /** A node that is not answered yet. */
  | { kind: 'waiting'; key: string }

export interface FleetItems {
  count: number
  at: (row: number) => FleetItem
  /** How many rows of nodes there are before a row, as the server counts them. */
  nodesBefore: (row: number) => number
}

interface Section {
  /** The row of its heading, or of its first node where there is none. */
  start: number
  end: number
  nodesBefore: number
  group: FleetGroup | null
  isOpen: boolean
}

const sectionsOf = (grid: FleetGrid, openText: string): Section[] => {
  const pinned = grid.pinned?.length ?? 0
  if (grid.groups === undefined)
    return [{ start: pinned, end: pinned + grid.total, nodesBefore: 0, group: null, isOpen: true }]
  const open = parseOpenGroups(openText)
  const sections: Section[] = []
  let start = pinned
  let nodesBefore = 0
  for (const group of grid.groups.items) {
    const isOpen = isGroupOpen(open, group.value)
    const nodes = isOpen ? group.total : 0
    sections.push({ start, end: start + 1 + nodes, nodesBefore, group, isOpen })
    start += 1 + nodes
    nodesBefore += nodes
  }
  return sections
}

const nodesBeforeIn = ({ start, group, nodesBefore }: Section, row: number): number =>
  nodesBefore + Math.max(0, row - start - (group === null ? 0 : 1))

/** All rows there are, though the answer holds only those near the screen; `nodes` are those of the answer, in their places. */
export const prepareFleetItems = (grid: FleetGrid, nodes: readonly FleetNode[], open: string): FleetItems => {
  const pinned = grid.pinned ?? []
  const sections = sectionsOf(grid, open)
  const sectionOf = (row: number) => sections.findLast(({ start }) => start <= row)
  const nodesBefore = (row: number): number => {
    const section = sectionOf(row)
    return section === undefined ? 0 : nodesBeforeIn(section, row)
  }
  return {
    count: sections.at(-1)?.end ?? pinned.length,
    nodesBefore,
    at: (row) => {
      const onTop = pinned[row]
      if (onTop !== undefined)
        return { kind: 'node', key: `pin ${String(onTop.id)}`, node: onTop, isPinnedOnTop: true }
      const section = sectionOf(row)
      if (section !== undefined && section.group !== null && section.start === row)
        return {
          kind: 'group',
          key: `group ${section.group.value}`,
          group: section.group,
          isOpen: section.isOpen,
        }
      const node = nodes[nodesBefore(row) - grid.offset]
      return node === undefined
        ? { kind: 'waiting', key: `row ${String(row)}` }
        : { kind: 'node', key: `node ${String(node.id)}`, node, isPinnedOnTop: false }
    },
  }
}
