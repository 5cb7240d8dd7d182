import { HOUR_MS, MINUTE_MS } from '../../core/times'
import type { PlannedNode } from '../fleet/plan-fleet'
import type { Replay } from '../make-replay'
import { createRandom } from '../random'
import type { TimeSpan } from '../truth'
import { perfSeconds } from './perf-seconds'
import { foldedMinute } from './proxy-stacks'

/** A profile as a profiler would send it. */
export interface ReplayProfile extends TimeSpan {
  cluster: string
  node: string
  service: string
  /** Folded stacks, or the text of `perf script`. */
  text: string
}

const SERVICE = 'proxy'
/** A profiler that always runs sends more; these are enough to compare any two hours. */
const PERIOD_MS = HOUR_MS
const MOST_AFFECTED = 6
const MOST_OTHERS = 4
const PERF_BEFORE_END_MS = 40 * MINUTE_MS
const PERF_MS = 30_000

/** Of the scenario that is solved by profiles: some proxies, a minute of each hour, in the order of time. */
export function* makeProfiles(replay: Replay): Generator<ReplayProfile> {
  if (replay.scenario !== 'monitoring-probe') return
  const random = createRandom(replay.options.seed).fork('profiles')
  const nodes = profiledNodes(replay)
  for (let fromMs = replay.startMs + PERIOD_MS / 2; fromMs + MINUTE_MS <= replay.endMs; fromMs += PERIOD_MS)
    for (const node of nodes) {
      const span = { fromMs, toMs: fromMs + MINUTE_MS }
      if (!isThere(node, span)) continue
      const state = isSpinning(replay, node, span) ? 'spinning' : 'quiet'
      yield { ...ownerOf(node), ...span, text: foldedMinute(state, random.fork(`${node.index} ${fromMs}`)) }
    }
  yield* perfOf(replay, nodes)
}

/** One of them is looked at more closely before the end. */
function* perfOf(replay: Replay, nodes: readonly PlannedNode[]): Generator<ReplayProfile> {
  const fromMs = replay.endMs - PERF_BEFORE_END_MS
  const span = { fromMs, toMs: fromMs + PERF_MS }
  const node = nodes.find((one) => isThere(one, span) && isSpinning(replay, one, span))
  if (node === undefined) return
  yield { ...ownerOf(node), ...span, text: perfSeconds(createRandom(replay.options.seed).fork('perf')) }
}

const ownerOf = ({ cluster, name }: PlannedNode) => ({ cluster, node: name, service: SERVICE })

const profiledNodes = ({ nodes, truth }: Replay): PlannedNode[] => {
  const affected = new Set(truth.bursts.map(({ node }) => node))
  const proxies = nodes.filter(({ role }) => role === 'proxy')
  return [
    ...proxies.filter(({ index }) => affected.has(index)).slice(0, MOST_AFFECTED),
    ...proxies.filter(({ index }) => !affected.has(index)).slice(0, MOST_OTHERS),
  ]
}

const isThere = ({ lives }: PlannedNode, { fromMs, toMs }: TimeSpan): boolean =>
  lives.some((life) => life.launchMs <= fromMs && life.toMs >= toMs)

const isSpinning = ({ truth }: Replay, { index }: PlannedNode, { fromMs, toMs }: TimeSpan): boolean =>
  truth.bursts.some(({ node, onsetMs, endMs }) => node === index && onsetMs <= fromMs && endMs >= toMs)
