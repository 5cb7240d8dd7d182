import { BUCKET_MS, bucketOf } from '../core/times'
import type { Replay } from '../replay/make-replay'
import { pause, type Poster } from './post'

const METRIC = 'cpu.utilization.busy'
const LOOK_MS = 500
/** The roller gathers late samples for some seconds before it seals them together. */
const LONGEST_MS = 60_000

/** The last five minutes that are over, in which some node was heard of. */
const lastSeen = ({
  nodes,
  metrics,
  startMs,
  endMs,
  stepMs,
}: Replay): { name: string; fromMs: number } | null => {
  const history = metrics.find(({ metric }) => metric === METRIC)
  const fromMs = bucketOf(endMs) - BUCKET_MS
  const step = Math.round((fromMs - startMs) / stepMs) + 1
  const node = nodes.find(({ index }) => {
    const value = history?.values[index * history.stepCount + step] ?? NaN
    return Number.isFinite(value)
  })
  return node === undefined ? null : { name: node.name, fromMs }
}

/** Resolves when what was sent last is answered, or when it should long have been. */
export const untilShown = async (poster: Poster, replay: Replay): Promise<void> => {
  const seen = lastSeen(replay)
  const giveUpMs = Date.now() + LONGEST_MS
  while (seen !== null && Date.now() < giveUpMs) {
    if (hasValue(await poster.get(pathOf(seen)))) return
    await pause(LOOK_MS)
  }
}

/** Five minutes of a day are added up at a time, the newest first. */
const LONGEST_ADDING_MS = 180_000
const LATENCIES = '/api/v1/latency/operations?from=now-5m&limit=1'

/** Resolves when all latencies that were received until now are answered, or when they should long have been. */
export const untilLatenciesShown = async (poster: Poster): Promise<void> => {
  const giveUpMs = Date.now() + LONGEST_ADDING_MS
  const receivedMs = timeIn(await poster.get(LATENCIES), 'nowMs')
  while (receivedMs !== null && Date.now() < giveUpMs) {
    const shownMs = timeIn(await poster.get(LATENCIES), 'asOfMs')
    if (shownMs !== null && shownMs >= receivedMs) return
    await pause(LOOK_MS)
  }
}

const timeIn = (answer: unknown, name: string): number | null => {
  if (typeof answer !== 'object' || answer === null) return null
  const [, value] = Object.entries(answer).find(([key]) => key === name) ?? []
  return typeof value === 'number' ? value : null
}

const pathOf = ({ name, fromMs }: { name: string; fromMs: number }): string => {
  const search = {
    metric: METRIC,
    nodes: name,
    step: '5m',
    from: String(fromMs),
    to: String(fromMs + BUCKET_MS),
  }
  return `/api/v1/series?${new URLSearchParams(search).toString()}`
}

const hasValue = (answer: unknown): boolean => {
  const isAnswer = typeof answer === 'object' && answer !== null && 'series' in answer
  const lines: unknown = isAnswer ? answer.series : null
  return (
    Array.isArray(lines) &&
    lines.some((line: unknown) => {
      const hasMean = typeof line === 'object' && line !== null && 'mean' in line
      return hasMean && Array.isArray(line.mean) && line.mean.some((value) => typeof value === 'number')
    })
  )
}
