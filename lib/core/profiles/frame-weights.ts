import { linksOf, ROOT, totalsOf, type StackTree } from './stack-tree'

/** By frame. */
export interface FrameWeights {
  /** What was seen in the function itself. */
  selfs: Float64Array
  /** What was seen in it and in all that it called; a function that calls itself counts once. */
  totals: Float64Array
}

export const frameWeights = (tree: StackTree, nodeSelfs: Float64Array = tree.selfs): FrameWeights => {
  const nodeTotals = totalsOf(tree, nodeSelfs)
  const selfs = new Float64Array(tree.names.length)
  const totals = new Float64Array(tree.names.length)
  walkOutermost(tree, (node, frame, isOutermost) => {
    selfs[frame] = (selfs[frame] ?? 0) + (nodeSelfs[node] ?? 0)
    if (isOutermost) totals[frame] = (totals[frame] ?? 0) + (nodeTotals[node] ?? 0)
  })
  return { selfs, totals }
}

/** Visits every node; it is the outermost of its frame where no caller is the same function. */
const walkOutermost = (
  tree: StackTree,
  visit: (node: number, frame: number, isOutermost: boolean) => void,
): void => {
  const { firstChild, nextSibling } = linksOf(tree)
  const { parents, frames, names } = tree
  const open = new Int32Array(names.length)
  let node = firstChild[ROOT] ?? -1
  while (node > ROOT) {
    const frame = frames[node] ?? 0
    visit(node, frame, open[frame] === 0)
    const child = firstChild[node] ?? -1
    if (child > ROOT) {
      open[frame] = (open[frame] ?? 0) + 1
      node = child
      continue
    }
    while (node > ROOT && (nextSibling[node] ?? -1) < 0) {
      node = parents[node] ?? ROOT
      const left = frames[node] ?? -1
      if (left >= 0) open[left] = (open[left] ?? 0) - 1
    }
    node = node > ROOT ? (nextSibling[node] ?? -1) : -1
  }
}
