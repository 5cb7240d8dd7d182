import { InvalidInputError } from '@/lib/core/errors'
import { compileFrameSearch } from '@/lib/core/profiles/frame-search'
import type { Flame } from './prepare-flame'

export interface FrameSearch {
  /** By node: whether its function is looked for. */
  isFound: Uint8Array
  /** Of all: in those functions and what they called. */
  share: number
  baseShare: number | null
  functions: number
}

export type SearchState = { found: FrameSearch } | { problem: string } | null

/** Null where nothing is looked for. */
export const searchFlame = (flame: Flame, text: string): SearchState => {
  if (text === '') return null
  try {
    return { found: find(flame, compileFrameSearch(text)) }
  } catch (error) {
    if (error instanceof InvalidInputError) return { problem: error.message.replace(/^filter: /, '') }
    throw error
  }
}

const find = (flame: Flame, fits: (name: string) => boolean): FrameSearch => {
  const isWanted = flame.names.map(fits)
  const isFound = Uint8Array.from(flame.frames, (frame) => (isWanted[frame] === true ? 1 : 0))
  const isInside = new Uint8Array(flame.frames.length)
  let weight = 0
  let baseWeight = 0
  flame.parents.forEach((parent, node) => {
    const isBelow = isInside[parent] === 1
    if (isBelow || isFound[node] === 1) isInside[node] = 1
    if (isBelow || isFound[node] !== 1) return
    weight += flame.totals[node] ?? 0
    baseWeight += flame.baseTotals[node] ?? 0
  })
  const baseAll = flame.baseTotals[0] ?? 0
  return {
    isFound,
    share: weight / (flame.totals[0] || 1),
    baseShare: flame.baseTotals.length === 0 ? null : baseWeight / (baseAll || 1),
    functions: isWanted.filter(Boolean).length,
  }
}
