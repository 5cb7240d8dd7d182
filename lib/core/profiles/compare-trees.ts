import type { NodeWeights } from './flame-tree'
import { StackTreeBuilder, type TreeLimits } from './stack-tree-builder'
import { ROOT, type StackTree } from './stack-tree'

export interface ComparedTrees extends NodeWeights {
  tree: StackTree
  selfs: Float64Array
  baseSelfs: Float64Array
}

/** One tree that holds the stacks of both, with what was seen in each. */
export const compareTrees = (inside: StackTree, base: StackTree, limits: TreeLimits): ComparedTrees => {
  const builder = new StackTreeBuilder(limits)
  const placedInside = builder.place(inside)
  const placedBase = builder.place(base)
  const tree = builder.build()
  const spread = (from: StackTree, placed: Int32Array): Float64Array => {
    const selfs = new Float64Array(tree.parents.length)
    for (let node = 0; node < placed.length; node += 1) selfs[placed[node] ?? ROOT] = from.selfs[node] ?? 0
    return selfs
  }
  return { tree, selfs: spread(inside, placedInside), baseSelfs: spread(base, placedBase) }
}
