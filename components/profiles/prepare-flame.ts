import type { ProfilesAnswer } from '@/lib/contract/profiles'
import { formatCounted } from '@/lib/core/format-value'

export type Flame = NonNullable<ProfilesAnswer['flame']>

/** Of a node: what the window spent in it and below it, and what it is compared with. */
export interface NodeShares {
  share: number
  selfShare: number
  /** Null where nothing is compared. */
  baseShare: number | null
}

export const isCompared = ({ baseTotals }: Flame): boolean => baseTotals.length > 0

const part = (value: number | undefined, all: number | undefined): number =>
  all === undefined || all === 0 ? 0 : (value ?? 0) / all

export const sharesOf = (flame: Flame, node: number): NodeShares => ({
  share: part(flame.totals[node], flame.totals[0]),
  selfShare: part(flame.selfs[node], flame.totals[0]),
  baseShare: isCompared(flame) ? part(flame.baseTotals[node], flame.baseTotals[0]) : null,
})

/** How wide a node is: its share, or the mean of both shares, so that what is gone can be seen as well. */
const widthOf = (flame: Flame, node: number): number => {
  const { share, baseShare } = sharesOf(flame, node)
  return baseShare === null ? share : (share + baseShare) / 2
}

export const nameOf = (flame: Flame, node: number): string => {
  if (node === 0) return 'all'
  const gathered = flame.gathered[node] ?? 0
  if (gathered > 0) return `other (${formatCounted(gathered, 'frame')})`
  return flame.names[flame.frames[node] ?? -1] ?? ''
}

const PRIME = 16777619
const BASES = [0x811c9dc5, 0x9dc5811c]

const hashed = (text: string, base: number): number => {
  let hash = base
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME)
  return hash >>> 0
}

/** Of each node a short word for its callers and itself, the same in every window. */
export const pathWords = (flame: Flame): string[] => {
  const words: string[] = []
  flame.parents.forEach((parent, node) => {
    const path = `${words[parent] ?? ''};${nameOf(flame, node).replace(/^other \(\d+/, 'other (')}`
    words.push(BASES.map((base) => hashed(path, base).toString(36)).join(''))
  })
  return words
}

export interface FlameBox {
  node: number
  /** From the root on. */
  depth: number
  /** In pixels. */
  left: number
  width: number
  /** A caller of what fills the width. */
  isCaller: boolean
}

export interface FlameLayout {
  boxes: FlameBox[]
  rows: number
}

const LEAST_PX = 1

/** Where each frame lies, when `zoomed` fills the width; what is narrower than a pixel is left out. */
export const layoutFlame = (flame: Flame, zoomed: number, widthPx: number): FlameLayout => {
  const callers = callersOf(flame, zoomed)
  const all = widthOf(flame, zoomed)
  const scale = all === 0 ? 0 : widthPx / all
  const boxes: (FlameBox | undefined)[] = []
  const ends: number[] = []
  callers.forEach((node, depth) => {
    boxes[node] = { node, depth, left: 0, width: widthPx, isCaller: node !== zoomed }
  })
  for (let node = zoomed + 1; node < flame.parents.length; node += 1) {
    const parent = boxes[flame.parents[node] ?? 0]
    if (parent === undefined || parent.isCaller) continue
    const left = ends[parent.node] ?? parent.left
    const width = widthOf(flame, node) * scale
    ends[parent.node] = left + width
    if (width >= LEAST_PX) boxes[node] = { node, depth: parent.depth + 1, left, width, isCaller: false }
  }
  const shown = boxes.filter((box) => box !== undefined)
  return { boxes: shown, rows: shown.reduce((most, { depth }) => Math.max(most, depth + 1), 1) }
}

/** From the root to the node itself. */
const callersOf = (flame: Flame, node: number): number[] => {
  const callers = [node]
  for (let at = flame.parents[node] ?? -1; at >= 0; at = flame.parents[at] ?? -1) callers.unshift(at)
  return callers
}

export type FlameStep = 'caller' | 'callee' | 'previous' | 'next'

/** Where a key leads: among the frames that can be seen, to the widest callee or the nearest neighbour in the row. */
export const stepFrom = ({ boxes }: FlameLayout, flame: Flame, node: number, step: FlameStep): number => {
  const here = boxes.find((box) => box.node === node) ?? boxes[0]
  if (here === undefined) return node
  if (step === 'caller') return Math.max(0, flame.parents[here.node] ?? 0)
  if (step === 'callee') {
    const below = boxes.filter((box) => flame.parents[box.node] === here.node && box.node !== here.node)
    return below.reduce((widest, box) => (box.width > widest.width ? box : widest), below[0] ?? here).node
  }
  const row = boxes.filter(({ depth }) => depth === here.depth).sort((one, other) => one.left - other.left)
  const place = row.findIndex((box) => box.node === here.node) + (step === 'next' ? 1 : -1)
  return row[place]?.node ?? here.node
}
