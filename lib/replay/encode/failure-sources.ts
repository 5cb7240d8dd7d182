import type { FleetEvent } from '../../core/event'
import type { PlannedNode } from '../fleet/plan-fleet'
import type { Replay } from '../make-replay'
import type { NodeSource, ValueAt } from './node-sources'

type Told = Pick<Replay, 'scenario' | 'events' | 'startMs' | 'stepMs'>

const SERVICE = 'allocation'
/** Calls a second of each caller. */
const CALLS = 12
const USUALLY_FAILED = 0.0005
/** How often each try of a call fails again while the database is slow. */
const FAILED_AGAIN = 0.8
const TRIES = ['0', '1', '2', '3'] as const
const ERRORS = [
  { type: 'DeadlineExceeded', query: 'UPDATE allocation SET …', user: 'api', part: 0.7 },
  { type: 'DeadlineExceeded', query: 'SELECT … FOR UPDATE', user: 'api', part: 0.2 },
  { type: 'Deadlock', query: 'INSERT INTO ledger SELECT …', user: 'batch', part: 0.1 },
] as const
const DEADLOCKS = 0.05

/** What callers of the shared database count: attempts by retry, and errors by type, query and user; and its own deadlocks. */
export const failureSources = (replay: Told, node: PlannedNode): NodeSource[] => {
  if (replay.scenario !== 'shared-database') return []
  const own = replay.events.filter((event) => event.node === node.name && event.cluster === node.cluster)
  const bursts = own.filter(({ kind }) => kind === 'error-burst')
  const slow = own.filter(({ kind }) => kind === 'slow-query')
  return [
    ...(bursts.length === 0 ? [] : callerSources(replay, bursts)),
    ...(slow.length === 0 ? [] : writerSources(replay, slow)),
  ]
}

const shareAt = ({ startMs, stepMs }: Told, bursts: readonly FleetEvent[]): ValueAt => {
  const spans = bursts.map(({ startMs: fromMs, endMs, attributes }) => ({
    fromMs,
    toMs: endMs ?? fromMs,
    share: Number(attributes.errorShare ?? 1),
  }))
  return (step) => {
    const atMs = startMs + step * stepMs
    return spans.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)?.share ?? 0
  }
}

const counter = (name: string, labels: Record<string, string>, at: ValueAt): NodeSource => ({
  name,
  labels: { service: SERVICE, ...labels },
  kind: 'counter',
  at,
  parts: 1,
})

const callerSources = (replay: Told, bursts: readonly FleetEvent[]): NodeSource[] => {
  const share = shareAt(replay, bursts)
  /** Of all calls, the part that fails at each try: what failed before is tried again. */
  const failed = (step: number, attempt: number): number =>
    CALLS * Math.max(USUALLY_FAILED, share(step)) * (share(step) === 0 ? 0.01 : FAILED_AGAIN) ** attempt
  const tried = (step: number, attempt: number): number => (attempt === 0 ? CALLS : failed(step, attempt - 1))
  return [
    ...TRIES.flatMap((retry, attempt) => [
      counter('allocation_requests_total', { retry, result: 'ok' }, (step) =>
        Math.max(0, tried(step, attempt) - failed(step, attempt)),
      ),
      counter('allocation_requests_total', { retry, result: 'error' }, (step) => failed(step, attempt)),
    ]),
    ...ERRORS.map(({ part, ...labels }) =>
      counter('allocation_errors_total', labels, (step) =>
        TRIES.reduce((sum, _, attempt) => sum + part * failed(step, attempt), 0),
      ),
    ),
  ]
}

const writerSources = (replay: Told, slow: readonly FleetEvent[]): NodeSource[] => {
  const share = shareAt(replay, slow)
  return [
    counter(
      'mysql_deadlocks_total',
      { query: ERRORS[2].query, user: 'batch' },
      (step) => DEADLOCKS * share(step),
    ),
  ]
}
