import type {
  LatencyOperation,
  LatencyOperationsAnswer,
  LatencyOperationsParams,
} from '../../contract/latency'
import { resolveWindow } from '../../contract/window'
import { LatencySum } from '../../core/latency/latency-sum'
import { worstErrorOf } from '../../core/latency/intervals'
import { getStore } from '../../store/db'
import { latencyBucketOf } from '../../store/latency/append-points'
import { readLatencyState } from '../../store/latency/buckets'
import { readLatencyChoices } from '../../store/latency/series'
import { inSnapshot, type Snapshot } from '../../store/snapshot'
import { minutesKeptFromMs } from '../asked-window'
import { tidy, tidyNumber } from '../tidy'
import type { QueryContext } from '../unless-known'
import { boundedQuantiles, describe, totalsOf } from './describe-latency'
import { foldLatencies } from './fold-latencies'
import { readLatencyScope } from './latency-scope'
import { sumWindow } from './latency-window'

export const getLatencyOperations = (
  params: LatencyOperationsParams,
  { nowMs }: QueryContext,
): Promise<LatencyOperationsAnswer> =>
  inSnapshot(getStore(), (snapshot) => readLatencyOperations(snapshot, params, nowMs))

/** What one operation was seen to take from one vantage point: step by step, because the newest is told apart. */
interface Row {
  service: string
  operation: string
  vantage: string
  steps: Map<number, LatencySum>
}

export const readLatencyOperations = async (
  snapshot: Snapshot,
  params: LatencyOperationsParams,
  nowMs: number,
): Promise<LatencyOperationsAnswer> => {
  const steps = sumWindow(resolveWindow(params, nowMs), minutesKeptFromMs(snapshot, nowMs))
  const { window } = steps
  const { asOfMs, isAnyKnown } = await readLatencyState(snapshot, window, nowMs)
  const scope = await readLatencyScope(snapshot, params, Math.min(window.toMs, nowMs))
  const rows = new Map<string, Row>()
  await foldLatencies(snapshot, scope, steps, (streamId, vantage, atMs) => {
    const { service = '', operation = '' } = scope.streams.get(streamId) ?? {}
    const key = JSON.stringify([service, operation, vantage])
    const row = rows.get(key) ?? { service, operation, vantage, steps: new Map<number, LatencySum>() }
    rows.set(key, row)
    const sum = row.steps.get(atMs) ?? new LatencySum()
    row.steps.set(atMs, sum)
    return sum
  })
  const seconds = (Math.min(window.toMs, Math.max(nowMs, window.fromMs + 1)) - window.fromMs) / 1000
  const operations = [...rows.values()].flatMap((row) => toOperation(row, seconds) ?? [])
  const largest = operations.toSorted((one, other) => other.count - one.count).slice(0, params.limit)
  const choiceWindow = { fromMs: latencyBucketOf(window.fromMs), toMs: window.toMs }
  return {
    window,
    nowMs,
    asOfMs,
    isAnyKnown,
    operations: largest.toSorted(byName),
    shown: largest.length,
    total: operations.length,
    ...(await readLatencyChoices(snapshot, choiceWindow)),
  }
}

const byName = (one: LatencyOperation, other: LatencyOperation): number => {
  const [first, second] = [one, other].map(({ service, operation, vantage }) =>
    [service, operation, vantage].join('\0'),
  )
  return (first ?? '') < (second ?? '') ? -1 : 1
}

const newestOf = ({ steps }: Row): { currentMs: number | null; currentAtMs: number | null } => {
  const [newest] = [...steps].filter(([, { count }]) => count > 0).toSorted(([one], [other]) => other - one)
  if (newest === undefined) return { currentMs: null, currentAtMs: null }
  const [currentAtMs, { sumMs, count }] = newest
  return { currentMs: tidy(sumMs / count), currentAtMs }
}

/** Null where nothing was observed. */
const toOperation = (row: Row, seconds: number): LatencyOperation | null => {
  const total = new LatencySum()
  for (const sum of row.steps.values()) total.add(sum.toHistogram())
  const { histogram, intervals } = describe(total.toHistogram())
  const totals = totalsOf(histogram, intervals)
  const [p50, p90, p99, p999] = boundedQuantiles(intervals) ?? []
  if (totals === null || !p50 || !p90 || !p99 || !p999) return null
  const { service, operation, vantage } = row
  const { errorCount, errorsKnownOf } = histogram
  return {
    service,
    operation,
    vantage,
    ...totals,
    ratePerSecond: tidyNumber(totals.count / seconds),
    ...newestOf(row),
    p50,
    p90,
    p99,
    p999,
    errorShare: errorsKnownOf > 0 ? tidy(errorCount / errorsKnownOf) : null,
    worstRelativeError: tidy(worstErrorOf(intervals)),
  }
}
