import { ONSET_LEVELS } from '../onsets/onset-columns'
import { EventBook, type Candidate } from './candidates'
import { causesFirst } from './causes-first'
import { chooseClock, type ClockChoice } from './choose-clock'
import { describeWindow, endByStarts, type DescribedWindow } from './describe-window'
import { Exposures } from './exposure'
import { WindowFinder } from './find-windows'
import { strataOfFleet } from './fleet-strata'
import type { RecurrenceInput } from './input'
import { lastingMs } from './lasting'
import { mergeMetrics } from './merge-metrics'
import { changesWithin, periodsWithin, wallClock } from './periods'
import { scheduledWindows } from './scheduled-windows'
import { startsByCause } from './starts-by-cause'

export interface FoundRecurrence extends DescribedWindow {
  metric: string
  /** Whose clock it follows; null is undecided. */
  clock: string | null
  thresholdSigmas: number
  /** Half of the time the nodes have been at rest again after so long. */
  lastsMs: number
  score: number
  pValue: number
  candidates: readonly Candidate[]
  also: readonly { metric: string; lagSeconds: number }[]
}

/**
 * What comes back at some time of the clock: for every metric, in the whole fleet and in each part of it that a fact makes
 * out. Several metrics that do it together are one recurrence; the strongest first, but after what it may follow from.
 */
export const findRecurrences = (input: RecurrenceInput): FoundRecurrence[] => {
  const { window, nodes, metrics, zone, checkpoint = () => undefined } = input
  const fleet = strataOfFleet(nodes, window)
  const utc = wallClock('utc', window, () => 0)
  const local = wallClock(zone, window, input.offsetAt)
  const [ofUtc, ofLocal] = [new Exposures(fleet, utc), new Exposures(fleet, local)]
  const scheduled = scheduledWindows(input.events, utc)
  const found: ClockChoice[] = []
  for (const metric of metrics) {
    checkpoint()
    for (const one of new WindowFinder(metric, fleet, ofUtc.of(metric), utc, scheduled).find())
      found.push(
        changesWithin(local)
          ? chooseClock(one, fleet, local, ofLocal.of(metric))
          : { window: one, clock: null },
      )
  }
  const events = new EventBook(input.events)
  const tried = Math.max(1, metrics.length) * periodsWithin(utc.offsetMs.length).length
  const described = mergeMetrics(found)
    .sort((one, other) => other.score - one.score)
    .map(({ lead, score, also }) => {
      checkpoint()
      const told = describeWindow(lead.window, fleet, local)
      const candidates = events.candidatesOf(told.bursts)
      const starts = startsByCause(told, candidates[0], events)
      return {
        ...told,
        ...(starts === null ? {} : endByStarts(lead.window, told, starts, local)),
        metric: lead.window.metric.metric,
        clock: lead.clock,
        thresholdSigmas: ONSET_LEVELS[lead.window.kind.level] ?? NaN,
        score,
        pValue: Math.min(1, tried * Math.exp(-score)),
        candidates,
        lastsMs: lastingMs([lead.window, ...also.map(({ found: { window: of } }) => of)], told.bursts),
        also: also.map(({ found: { window: of }, lagSeconds }) => ({ metric: of.metric.metric, lagSeconds })),
      }
    })
  return causesFirst(described)
}
