import { compileFrameSearch, weightInside } from './frame-search'
import { frameWeights } from './frame-weights'
import { sumOf, type StackTree } from './stack-tree'

/** Who tells the events that rules raise. */
export const RULE_SOURCE = 'profile-rule'

/** When a function takes too large a share of a profile, that is an event. */
export interface ProfileRule {
  id: string
  /** Looked for in the names of functions; see `compileFrameSearch`. */
  pattern: string
  /** Of all samples, from which on it is an event. */
  leastShare: number
  /** What it means when that is so. */
  reason: string
}

export interface BuiltInRule extends ProfileRule {
  /** Where the reason is explained. */
  source: string
}

export interface RuleMatch {
  rule: ProfileRule
  /** Of all samples: in the functions that match, and in what they called. */
  share: number
  /** The function that matches and takes most. */
  frame: string
  frameShare: number
}

/** Hundreds of functions that take less would be needed to matter, and each costs time. */
const LEAST_LOOKED_AT = 0.0005

/** Those rules whose share is reached, the largest share first; a step for each rule, because many names take time. */
export function* matchRules(
  tree: StackTree,
  rules: readonly ProfileRule[],
): Generator<undefined, RuleMatch[]> {
  const all = sumOf(tree.selfs)
  if (all === 0 || rules.length === 0) return []
  const { totals } = frameWeights(tree)
  yield
  const candidates = Array.from(totals.keys())
    .filter((frame) => (totals[frame] ?? 0) >= LEAST_LOOKED_AT * all)
    .sort((one, other) => (totals[other] ?? 0) - (totals[one] ?? 0))
  const matches: RuleMatch[] = []
  for (const rule of rules) {
    yield
    const fits = compileFrameSearch(rule.pattern)
    const wanted = candidates.filter((frame) => fits(tree.names[frame] ?? ''))
    const [first] = wanted
    if (first === undefined) continue
    const isWanted = new Set(wanted)
    const share = weightInside(tree, (frame) => isWanted.has(frame)) / all
    if (share < rule.leastShare) continue
    matches.push({ rule, share, frame: tree.names[first] ?? '', frameShare: (totals[first] ?? 0) / all })
  }
  return matches.sort((one, other) => other.share - one.share)
}
