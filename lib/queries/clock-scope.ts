import { daysOf, type ClockHead, type ClockScope } from '../contract/clock'
import type { MetricDefinition } from '../core/checklist/types'
import { weekdayOf, type LocalDays } from '../core/local-days'
import type { NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import { progressOf } from '../store/store-state'
import { filterNodes } from './filter-nodes'
import { knownMetric } from './known-metric'
import { readListedNodes } from './node-heard'

/** What a question about times of the day is about, read once. */
export interface ReadScope {
  metric: MetricDefinition
  days: LocalDays
  /** Whether the day is one of the weekdays asked for. */
  isCounted: (day: number) => boolean
  nodes: readonly NodeRow[]
  /** Nodes there are without the filter. */
  known: number
  head: ClockHead
}

export const readScope = async (
  snapshot: Snapshot,
  params: ClockScope,
  nowMs: number,
): Promise<ReadScope> => {
  const metric = knownMetric(params.metric)
  const days = daysOf(params, nowMs)
  const { asOfMs, sealedUntilMs } = progressOf(snapshot.state)
  const listed = await readListedNodes(snapshot, days, asOfMs ?? nowMs)
  const nodes = (await filterNodes(snapshot, listed, params.filter, nowMs)).map(({ row }) => row)
  return {
    metric,
    days,
    isCounted: countedDays(days, params.weekdays),
    nodes,
    known: listed.length,
    head: {
      binMinutes: 5,
      tz: params.tz,
      metric: metric.id,
      unit: metric.unit,
      fromMs: days.fromMs,
      toMs: days.toMs,
      sealedUntilMs,
    },
  }
}

const countedDays = (days: LocalDays, weekdays: string): ((day: number) => boolean) => {
  if (weekdays === '') return () => true
  const wanted = new Set(weekdays.split(',').map(Number))
  const isWanted = Array.from({ length: days.days }, (_, day) => wanted.has(weekdayOf(days, day)))
  return (day) => isWanted[day] === true
}
