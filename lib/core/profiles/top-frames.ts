import { frameWeights, type FrameWeights } from './frame-weights'
import type { NodeWeights } from './flame-tree'
import { sumOf, type StackTree } from './stack-tree'

/** A function, over all its callers. */
export interface TopFrame {
  name: string
  self: number
  total: number
  /** Of what the window is compared with; null where it is compared with nothing. */
  baseSelf: number | null
  baseTotal: number | null
}

/** Those that lead by any of what a table may be sorted by: by self, by total, and by how much either changed. */
export const topFrames = (
  tree: StackTree,
  { selfs, baseSelfs }: NodeWeights,
  mostOfEach: number,
): { frames: TopFrame[]; of: number } => {
  const weights = frameWeights(tree, selfs)
  const base = baseSelfs === null ? null : frameWeights(tree, baseSelfs)
  const orders = base === null ? [weights.selfs, weights.totals] : comparedOrders(weights, base)
  const scale = scalesOf(selfs, baseSelfs)
  const changes = base === null ? [] : changesOf(weights, base, scale)
  const leading = new Set([...orders, ...changes].flatMap((order) => leadingOf(order, mostOfEach)))
  const frames = [...leading].map((frame) => ({
    name: tree.names[frame] ?? '',
    self: weights.selfs[frame] ?? 0,
    total: weights.totals[frame] ?? 0,
    baseSelf: base?.selfs[frame] ?? null,
    baseTotal: base?.totals[frame] ?? null,
  }))
  return { frames, of: tree.names.length }
}

const comparedOrders = (weights: FrameWeights, base: FrameWeights): Float64Array[] => [
  weights.selfs,
  weights.totals,
  base.selfs,
  base.totals,
]

interface Scales {
  all: number
  baseAll: number
}

const scalesOf = (selfs: Float64Array, baseSelfs: Float64Array | null): Scales => ({
  all: sumOf(selfs) || 1,
  baseAll: baseSelfs === null ? 1 : sumOf(baseSelfs) || 1,
})

const changesOf = (weights: FrameWeights, base: FrameWeights, { all, baseAll }: Scales): Float64Array[] => {
  const change = (inside: Float64Array, outside: Float64Array) =>
    inside.map((weight, frame) => Math.abs(weight / all - (outside[frame] ?? 0) / baseAll))
  return [change(weights.selfs, base.selfs), change(weights.totals, base.totals)]
}

const leadingOf = (order: Float64Array, most: number): number[] =>
  Array.from(order.keys())
    .filter((frame) => (order[frame] ?? 0) > 0)
    .sort((one, other) => (order[other] ?? 0) - (order[one] ?? 0))
    .slice(0, most)
