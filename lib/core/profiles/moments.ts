import { ROOT, type StackTree } from './stack-tree'

/** When each sample was taken, where a profile tells it; in the order of time. */
export interface Moments {
  /** In tenths of a millisecond since the first. */
  offsets: Uint32Array
  /** The stack of the sample: its innermost node. */
  nodes: Uint32Array
}

const OFFSETS_A_SECOND = 10_000
export const MOMENT_ROWS = 50

/** Samples by second (columns) and part of the second (rows), the first row of each column first. */
export interface MomentGrid {
  seconds: number
  counts: number[]
}

export const toMomentGrid = ({ offsets }: Moments, mostSeconds: number): MomentGrid => {
  const last = offsets.at(-1) ?? 0
  const seconds = Math.min(mostSeconds, Math.floor(last / OFFSETS_A_SECOND) + 1)
  const counts = Array.from({ length: seconds * MOMENT_ROWS }, () => 0)
  for (const offset of offsets) {
    const cell = Math.floor((offset * MOMENT_ROWS) / OFFSETS_A_SECOND)
    if (cell < counts.length) counts[cell] = (counts[cell] ?? 0) + 1
  }
  return { seconds, counts }
}

/** The same tree with the samples of [from, to) alone, in milliseconds since the first. */
export const treeBetween = (
  tree: StackTree,
  { offsets, nodes }: Moments,
  fromMs: number,
  toMs: number,
): StackTree => {
  const selfs = new Float64Array(tree.parents.length)
  const [first, end] = [fromMs, toMs].map((ms) => (ms * OFFSETS_A_SECOND) / 1000)
  offsets.forEach((offset, at) => {
    if (offset < (first ?? 0) || offset >= (end ?? 0)) return
    const node = nodes[at] ?? ROOT
    selfs[node] = (selfs[node] ?? 0) + 1
  })
  return { ...tree, selfs }
}
