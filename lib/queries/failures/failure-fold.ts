import { classifyCounter, type CounterKind } from '../../core/failures/classify-counter'
import {
  addCounts,
  addGrowth,
  createCounts,
  type StepCounts,
  type Steps,
} from '../../core/failures/failure-steps'
import type { Column, Labels, Window } from '../../core/series'

export interface FailureSource {
  nodeId: number
  name: string
  labels: Labels
}

/** Whether what is counted is shown by its label. */
type ShownKinds = (kind: CounterKind, labels: Labels) => boolean

/** Kinds that stand for failures where a label tells them apart; a retry is an attempt, and one more segment is no error of a call. */
const FAILURES: ReadonlySet<CounterKind> = new Set<CounterKind>(['error', 'request', 'deadlock'])

/** Everything that is counted of failures, series after series. */
export class FailureFold {
  readonly byValue = new Map<string, StepCounts>()
  readonly byNode = new Map<number, StepCounts>()
  readonly byKind = new Map<CounterKind, StepCounts>()
  /** Attempts that succeeded, among those that say how they ended. */
  readonly successes: StepCounts
  private readonly scratch: StepCounts

  constructor(
    private readonly steps: Steps,
    private readonly by: string,
    /** Which kind is shown by value: that of the label's own counters where only they have it. */
    private readonly shows: ShownKinds,
  ) {
    this.successes = createCounts(steps)
    this.scratch = createCounts(steps)
  }

  /** Only what lies in the span counts; the column begins before it, so that the first growth is known. */
  add({ nodeId, name, labels }: FailureSource, column: Column, span: Window): void {
    const counted = classifyCounter(name, labels)
    if (counted === null) return
    this.scratch.fill(NaN)
    addGrowth(this.scratch, this.steps, column, span)
    this.addTo(this.byKind, counted.kind)
    if (counted.kind === 'request' && !counted.isFailure) {
      addCounts(this.successes, this.scratch)
      return
    }
    if (!this.shows(counted.kind, labels)) return
    this.addTo(this.byValue, labels[this.by] ?? '')
    this.addTo(this.byNode, nodeId)
  }

  private addTo<Key>(all: Map<Key, StepCounts>, key: Key): void {
    const counts = all.get(key) ?? createCounts(this.steps)
    all.set(key, counts)
    addCounts(counts, this.scratch)
  }
}

/**
 * Only counters of kinds that have the label, because an error is often counted as a failed request as well. A remote port
 * tells segments apart and a retry count tries; every other label tells failures apart. The kernel counts the segments of all
 * ports once more.
 */
export const shownKinds = (sources: readonly FailureSource[], by: string): ShownKinds => {
  const kindsOf = (some: readonly FailureSource[]) =>
    new Set(some.flatMap(({ name, labels }) => classifyCounter(name, labels)?.kind ?? []))
  const all = kindsOf(sources)
  const having = kindsOf(sources.filter(({ labels }) => labels[by] !== undefined))
  if (having.size === 0) return (kind) => kind === (all.has('error') ? 'error' : 'request')
  const isOfFailures = [...having].some((kind) => FAILURES.has(kind))
  return (kind, labels) =>
    having.has(kind) &&
    (!isOfFailures || FAILURES.has(kind)) &&
    (kind !== 'retransmit' || labels[by] !== undefined)
}
