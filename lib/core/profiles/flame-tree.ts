import { linksOf, ROOT, totalsOf, type Links, type StackTree } from './stack-tree'

/** A tree as it is drawn: callers before what they call, in the order of names. Node 0 is the root. */
export interface FlameTree {
  names: string[]
  /** Of the root: -1. */
  parents: number[]
  /** Into `names`; -1 for the root and for what is gathered. */
  frames: number[]
  /** How many frames are gathered in the node, because each of them is too narrow to be seen; 0 for a frame. */
  gathered: number[]
  selfs: number[]
  totals: number[]
  /** Of what the window is compared with; empty where it is compared with nothing. */
  baseSelfs: number[]
  baseTotals: number[]
}

/** What was seen in each node of one tree, in the window and in what it is compared with. */
export interface NodeWeights {
  selfs: Float64Array
  baseSelfs: Float64Array | null
}

export interface FlameLimits {
  /** Of all that was seen, in the window or in what it is compared with; narrower nodes are gathered. */
  leastShare: number
  mostNodes: number
}

interface Column {
  selfs: Float64Array
  totals: Float64Array
}

/** The widest nodes; what hangs below a node and is narrower is gathered in one. */
export const toFlameTree = (tree: StackTree, weights: NodeWeights, limits: FlameLimits): FlameTree => {
  const column = columnOf(tree, weights.selfs)
  const base = weights.baseSelfs === null ? null : columnOf(tree, weights.baseSelfs)
  const shares = sharesOf(column, base)
  const least = leastShown(shares, limits)
  const writer = new FlameWriter(tree, column, base)
  writer.write((node) => (shares[node] ?? 0) >= least)
  return writer.flame
}

const columnOf = (tree: StackTree, selfs: Float64Array): Column => ({ selfs, totals: totalsOf(tree, selfs) })

/** The larger of both shares; that of a caller is never smaller. */
const sharesOf = (column: Column, base: Column | null): Float64Array => {
  const all = column.totals[ROOT] ?? 0
  const baseAll = base?.totals[ROOT] ?? 0
  return column.totals.map((total, node) =>
    Math.max(all === 0 ? 0 : total / all, baseAll === 0 ? 0 : (base?.totals[node] ?? 0) / baseAll),
  )
}

/** Of equal shares at the limit all are shown or none, so that a caller never lacks. */
const leastShown = (shares: Float64Array, { leastShare, mostNodes }: FlameLimits): number => {
  const sorted = shares.toSorted()
  const first = Math.max(0, sorted.length - mostNodes)
  const narrowest = sorted[first] ?? 0
  const isCut = first > 0 && sorted[first - 1] === narrowest
  const above = isCut ? (sorted.find((share) => share > narrowest) ?? Infinity) : narrowest
  return Math.max(leastShare, above, Number.MIN_VALUE)
}

class FlameWriter {
  readonly flame: FlameTree = {
    names: [],
    parents: [],
    frames: [],
    gathered: [],
    selfs: [],
    totals: [],
    baseSelfs: [],
    baseTotals: [],
  }
  private readonly links: Links
  private readonly below: Float64Array
  private readonly nameIds = new Map<number, number>()

  constructor(
    private readonly tree: StackTree,
    private readonly column: Column,
    private readonly base: Column | null,
  ) {
    this.links = linksOf(tree)
    this.below = totalsOf(tree, new Float64Array(tree.parents.length).fill(1))
  }

  write(isShown: (node: number) => boolean): void {
    const open = [{ node: ROOT, parent: -1 }]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { shown, hidden } = this.childrenOf(next.node, isShown)
      const place = this.writeFrame(next.node, next.parent)
      if (hidden.length > 0) this.writeGathered(hidden, place)
      for (const node of shown) open.push({ node, parent: place })
    }
  }

  /** Those that are shown come last name first, because the last is written first. */
  private childrenOf(node: number, isShown: (node: number) => boolean) {
    const shown: number[] = []
    const hidden: number[] = []
    const { firstChild, nextSibling } = this.links
    for (let child = firstChild[node] ?? -1; child > ROOT; child = nextSibling[child] ?? -1)
      (isShown(child) ? shown : hidden).push(child)
    return { shown: shown.sort((one, other) => (this.nameOf(one) < this.nameOf(other) ? 1 : -1)), hidden }
  }

  private nameOf(node: number): string {
    return this.tree.names[this.tree.frames[node] ?? -1] ?? ''
  }

  private writeFrame(node: number, parent: number): number {
    const { flame, column, base } = this
    flame.selfs.push(column.selfs[node] ?? 0)
    flame.totals.push(column.totals[node] ?? 0)
    flame.baseSelfs.push(...(base === null ? [] : [base.selfs[node] ?? 0]))
    flame.baseTotals.push(...(base === null ? [] : [base.totals[node] ?? 0]))
    flame.frames.push(node === ROOT ? -1 : this.nameId(this.tree.frames[node] ?? 0))
    flame.gathered.push(0)
    return flame.parents.push(parent) - 1
  }

  private writeGathered(nodes: readonly number[], parent: number): void {
    const { flame, column, base } = this
    const sum = (values: Float64Array) => nodes.reduce((all, node) => all + (values[node] ?? 0), 0)
    const weight = sum(column.totals)
    const baseWeight = base === null ? [] : [sum(base.totals)]
    if (weight === 0 && (baseWeight[0] ?? 0) === 0) return
    flame.selfs.push(weight)
    flame.totals.push(weight)
    flame.baseSelfs.push(...baseWeight)
    flame.baseTotals.push(...baseWeight)
    flame.frames.push(-1)
    flame.gathered.push(sum(this.below))
    flame.parents.push(parent)
  }

  private nameId(frame: number): number {
    const known = this.nameIds.get(frame)
    if (known !== undefined) return known
    const id = this.flame.names.push(this.tree.names[frame] ?? '') - 1
    this.nameIds.set(frame, id)
    return id
  }
}
