import type {
  MergedProfiles,
  Profiled,
  ProfileKind,
  ProfilesAnswer,
  ProfilesDiffParams,
  TimedProfile,
} from '../contract/profiles'
import { resolveWindow } from '../contract/window'
import { compareTrees } from '../core/profiles/compare-trees'
import { toFlameTree, type NodeWeights } from '../core/profiles/flame-tree'
import { ROOT, type StackTree } from '../core/profiles/stack-tree'
import { topFrames } from '../core/profiles/top-frames'
import type { Window } from '../core/series'
import { DAY_MS } from '../core/times'
import {
  hasProfiles,
  readProfiled,
  readTimedRows,
  type ProfiledRow,
  type ProfileRow,
  type ProfileScope,
} from '../store/profiles'
import type { Snapshot } from '../store/snapshot'
import { MERGE_LIMITS, mergeProfiles, type MergedTree } from './merge-profiles'
import type { Checkpoint } from './node-maxima'
import { nameOf, readProfileNodes, scopeOf, type ProfileNodes } from './profile-scope'

const MOST_PROFILED = 500
const MOST_TIMED = 50
const MOST_FRAMES_EACH = 100

/** Narrower than a pixel of the widest screen. */
const FLAME_LIMITS = { leastShare: 0.0002, mostNodes: 4_000 }

/** What the profiles of a window say, and how that differs from what they say elsewhere or at another time. */
export const readProfiles = async (
  snapshot: Snapshot,
  params: ProfilesDiffParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<ProfilesAnswer> => {
  const window = resolveWindow(params, nowMs)
  const nodes = await readProfileNodes(snapshot)
  const everything = { window, nodes: null, nodeText: null, service: null }
  const profiled = await readProfiled(snapshot, everything)
  const scope = await scopeOf(snapshot, nodes, params, window)
  const kinds = kindsOf(await readProfiled(snapshot, scope))
  const kind = chosenKind(kinds, params.type)
  const listed = {
    window,
    profiled: profiled.slice(0, MOST_PROFILED).map((row) => toProfiled(row, nodes)),
    cut: profiled.length > MOST_PROFILED ? { shown: MOST_PROFILED, of: profiled.length } : null,
    kinds,
    kind,
    isAnyKnown: await hasProfiles(snapshot),
  }
  if (kind === null) return { ...listed, ...NOTHING }
  const merged = await mergeProfiles(snapshot, scope, kind, checkpoint)
  const against = await againstScope(snapshot, nodes, params, window, nowMs)
  const base = against === null ? null : await mergeProfiles(snapshot, against, kind, checkpoint)
  checkpoint()
  const timed = await readTimedRows(snapshot, scope, MOST_TIMED)
  return {
    ...listed,
    merged: toMerged(merged, window),
    against: base === null || against === null ? null : toMerged(base, against.window),
    timed: timed.map((row) => toTimed(row, nodes)),
    ...drawn(merged, base === null || base.count === 0 ? null : base),
  }
}

const NOTHING = { merged: null, against: null, flame: null, frames: [], framesOf: 0, timed: [] }

const kindsOf = (rows: readonly ProfiledRow[]): ProfileKind[] => {
  const kinds = new Map<string, ProfileKind>()
  for (const { type, unit, count } of rows) {
    const key = `${type}/${unit}`
    kinds.set(key, { type, unit, count: count + (kinds.get(key)?.count ?? 0) })
  }
  return [...kinds.values()].sort((one, other) => other.count - one.count || (one.type < other.type ? -1 : 1))
}

const chosenKind = (kinds: readonly ProfileKind[], asked: string): ProfileKind | null =>
  kinds.find(({ type, unit }) => `${type}/${unit}` === asked) ?? kinds[0] ?? null

const againstScope = async (
  snapshot: Snapshot,
  nodes: ProfileNodes,
  params: ProfilesDiffParams,
  window: Window,
  nowMs: number,
): Promise<ProfileScope | null> => {
  const { againstFilter, againstNode, service } = params
  const other = againstWindow(params, window, nowMs)
  const hasNodes = againstFilter.trim() !== '' || againstNode !== ''
  if (other === null && !hasNodes) return null
  const whose = hasNodes ? { filter: againstFilter, node: againstNode, service } : params
  return scopeOf(snapshot, nodes, whose, other ?? window)
}

const BEFORE_MS = { yesterday: DAY_MS, week: 7 * DAY_MS }

/** Null where other nodes are compared in the same window. */
const againstWindow = (
  { againstFrom: from, againstTo: to, againstBefore }: ProfilesDiffParams,
  { fromMs, toMs }: Window,
  nowMs: number,
): Window | null => {
  if (from !== '' && to !== '') return resolveWindow({ from, to }, nowMs)
  if (againstBefore === '') return null
  const beforeMs = BEFORE_MS[againstBefore]
  return { fromMs: fromMs - beforeMs, toMs: toMs - beforeMs }
}

const drawn = (
  merged: MergedTree,
  base: MergedTree | null,
): Pick<ProfilesAnswer, 'flame' | 'frames' | 'framesOf'> => {
  const compared: NodeWeights & { tree: StackTree } =
    base === null
      ? { tree: merged.tree, selfs: merged.tree.selfs, baseSelfs: null }
      : compareTrees(merged.tree, base.tree, MERGE_LIMITS)
  return drawTree(compared.tree, compared)
}

export const drawTree = (
  tree: StackTree,
  weights: NodeWeights,
): Pick<ProfilesAnswer, 'flame' | 'frames' | 'framesOf'> => {
  const flame = toFlameTree(tree, weights, FLAME_LIMITS)
  const { frames, of } = topFrames(tree, weights, MOST_FRAMES_EACH)
  return {
    flame: (flame.totals[ROOT] ?? 0) + (flame.baseTotals[ROOT] ?? 0) === 0 ? null : flame,
    frames,
    framesOf: of,
  }
}

const toMerged = ({ count, of, total }: MergedTree, window: Window): MergedProfiles => ({
  window,
  count,
  of,
  total,
})

const toProfiled = ({ total: _, ...row }: ProfiledRow, { book }: ProfileNodes): Profiled => ({
  ...row,
  node: nameOf(book, row),
})

export const toTimed = (
  { id, startedMs, endedMs, service, momentCount, ...row }: ProfileRow,
  { book }: ProfileNodes,
): TimedProfile => ({ id, startedMs, endedMs, service, momentCount, node: nameOf(book, row) })
