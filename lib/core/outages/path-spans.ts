import { MINUTE_MS } from '../times'
import type { PathSpan, ProbeColumn, ProbeRun } from './probe'

/** A probe that is lost alone says nothing of the path: so many have to fail in a row. */
const LEAST_FAILED = 2
/** In intervals between probes: what is known of a path after a probe. */
const REACH_INTERVALS = 3
const SHORTEST_REACH_MS = MINUTE_MS
const LONGEST_REACH_MS = 60 * MINUTE_MS

/** The probes of one path as they come in, of which only the changes are kept. */
export class PathRuns {
  readonly runs: ProbeRun[] = []
  /** The median of the first steps, so that a gap does not count. */
  private intervalMs = NaN
  private readonly steps: number[] = []

  /** What comes is later than what came before. */
  add({ timesMs, isConnected }: ProbeColumn): void {
    for (let at = 0; at < timesMs.length; at += 1) this.addProbe(timesMs[at] ?? NaN, isConnected[at] === 1)
  }

  private addProbe(timeMs: number, isConnected: boolean): void {
    const last = this.runs.at(-1)
    if (last !== undefined) {
      if (timeMs <= last.lastMs) return
      this.learnInterval(timeMs - last.lastMs)
    }
    if (last?.isConnected === isConnected && timeMs - last.lastMs <= this.reachMs) {
      last.count += 1
      last.lastMs = timeMs
    } else this.runs.push({ isConnected, count: 1, firstMs: timeMs, lastMs: timeMs })
  }

  private learnInterval(stepMs: number): void {
    if (this.steps.length >= LEARNT_STEPS) return
    this.steps.push(stepMs)
    const sorted = this.steps.toSorted((one, other) => one - other)
    this.intervalMs = sorted[sorted.length >> 1] ?? NaN
  }

  /** How long a probe speaks for its path. */
  get reachMs(): number {
    const wantedMs = REACH_INTERVALS * this.intervalMs
    return Math.min(LONGEST_REACH_MS, Math.max(SHORTEST_REACH_MS, Number.isNaN(wantedMs) ? 0 : wantedMs))
  }
}

const LEARNT_STEPS = 15

/** When the path was known to be good or bad; between the spans nobody knows. */
export const pathSpans = ({ runs, reachMs }: Pick<PathRuns, 'runs' | 'reachMs'>): PathSpan[] => {
  const spans: PathSpan[] = []
  let lastGoodMs: number | null = null
  runs.forEach((run, at) => {
    const next = runs[at + 1]
    const isFollowed = next !== undefined && next.firstMs - run.lastMs <= reachMs
    const toMs = isFollowed ? next.firstMs : run.lastMs + reachMs
    const isBad = !run.isConnected && run.count >= LEAST_FAILED
    const last = spans.at(-1)
    if (last !== undefined && last.isBad === isBad && last.toMs === run.firstMs) last.toMs = toMs
    else if (isBad) spans.push({ isBad, fromMs: run.firstMs, toMs, lastGoodMs })
    else if (run.isConnected || (last?.toMs === run.firstMs && isFollowed))
      spans.push({ isBad, fromMs: run.firstMs, toMs, lastGoodMs: null })
    if (run.isConnected) lastGoodMs = run.lastMs
  })
  return spans
}
