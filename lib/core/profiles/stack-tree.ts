/** Stacks of a profile: a node is a frame below its caller and comes after it. Node 0 is the root, which is no frame. */
export interface StackTree {
  /** Each once; `frames` points here. */
  names: readonly string[]
  /** Of the root: -1. */
  parents: Int32Array
  /** Of the root: -1. */
  frames: Int32Array
  /** What was seen in the frame itself. */
  selfs: Float64Array
}

export const ROOT = 0

/** Of each node, what was seen in it and below it. */
export const totalsOf = ({ parents }: StackTree, selfs: Float64Array): Float64Array => {
  const totals = selfs.slice()
  for (let node = totals.length - 1; node > ROOT; node -= 1) {
    const parent = parents[node] ?? ROOT
    totals[parent] = (totals[parent] ?? 0) + (totals[node] ?? 0)
  }
  return totals
}

export const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)

export interface Links {
  /** Of each node; -1 where it has none. */
  firstChild: Int32Array
  /** The next node with the same parent; -1 after the last. */
  nextSibling: Int32Array
}

export const linksOf = ({ parents }: StackTree): Links => {
  const firstChild = new Int32Array(parents.length).fill(-1)
  const nextSibling = new Int32Array(parents.length).fill(-1)
  for (let node = parents.length - 1; node > ROOT; node -= 1) {
    const parent = parents[node] ?? ROOT
    nextSibling[node] = firstChild[parent] ?? -1
    firstChild[parent] = node
  }
  return { firstChild, nextSibling }
}
