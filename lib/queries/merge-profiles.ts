import { sumOf, type StackTree } from '../core/profiles/stack-tree'
import { StackTreeBuilder } from '../core/profiles/stack-tree-builder'
import { readProfileRows, readProfileTrees, type ProfileRow, type ProfileScope } from '../store/profiles'
import type { Snapshot } from '../store/snapshot'
import type { Checkpoint } from './node-maxima'

/** More take longer than anybody waits; these are chosen evenly over the window. */
const MOST_MERGED = 1_000
const MOST_LISTED = 20_000

export const MERGE_LIMITS = { mostFrames: 1_000_000, mostNodes: 3_000_000 }

/** A tree that grew so large is merged with no further ones. */
const ENOUGH_NODES = 1_500_000

export interface MergedTree {
  tree: StackTree
  count: number
  of: number
  total: number
}

/** What all profiles of one kind in a scope say together. */
export const mergeProfiles = async (
  snapshot: Snapshot,
  scope: ProfileScope,
  kind: { type: string; unit: string },
  checkpoint: Checkpoint,
): Promise<MergedTree> => {
  const rows = await readProfileRows(snapshot, scope, { ...kind, limit: MOST_LISTED })
  const builder = new StackTreeBuilder(MERGE_LIMITS)
  let count = 0
  for await (const { tree } of readProfileTrees(snapshot, evenly(rows, MOST_MERGED))) {
    checkpoint()
    builder.merge(tree)
    count += 1
    if (builder.nodeCount > ENOUGH_NODES) break
  }
  const tree = builder.build()
  return { tree, count, of: rows.length, total: sumOf(tree.selfs) }
}

const evenly = (rows: readonly ProfileRow[], most: number): number[] => {
  const every = Math.max(1, rows.length / most)
  const places = Array.from({ length: Math.min(rows.length, most) }, (_, at) => Math.floor(at * every))
  return places.flatMap((place) => rows[place]?.id ?? [])
}
