import { eventKeyOf, type NodeEvent } from '../event'
import { groupBy } from '../group-by'
import { BINS_PER_DAY } from '../local-days'
import { FEWEST_HITS, type ClockWindow } from './clock-window'
import { BINS_PER_HOUR, modulo, periodsWithin, wallBinOf, widthsOf, type WallClock } from './periods'

/** Some runs are made up for, or started by hand. */
const LEAST_SHARE = 0.9
/** What a run brings is seen so long after it. */
const LATE_BINS = 1

/**
 * The windows of the clock in which events of one source and name come back, if they do at all: what they bring has to be
 * looked for there and nowhere else. A daily one fits shorter periods as well: the longest counts.
 */
export const scheduledWindows = (events: readonly NodeEvent[], clock: WallClock): ClockWindow[] => {
  const windows = new Map<string, ClockWindow>()
  for (const runs of groupBy(events, eventKeyOf).values()) {
    const bins = runs.map(({ startMs }) => wallBinOf(clock, startMs))
    if (new Set(bins.map((bin) => Math.floor(bin / BINS_PER_DAY))).size < FEWEST_HITS) continue
    const window = windowOf(bins, periodsWithin(clock.offsetMs.length))
    if (window !== null) windows.set(JSON.stringify(window), window)
  }
  return [...windows.values()]
}

/** A narrower part of a window may lie at many places in it, and so has to be looked for. */
const LEAST_PART = 0.5

/** Whether a window is one that is scheduled, give or take a bin, or most of it. */
export const isScheduled = (scheduled: readonly ClockWindow[], window: ClockWindow): boolean =>
  scheduled.some(({ periodHours, startBin, widthBins }) => {
    const after = modulo(window.startBin - startBin + 1, periodHours * BINS_PER_HOUR)
    return (
      periodHours === window.periodHours &&
      window.widthBins >= LEAST_PART * widthBins &&
      after + window.widthBins <= widthBins + 2
    )
  })

const windowOf = (bins: readonly number[], periodsHours: readonly number[]): ClockWindow | null => {
  for (const periodHours of periodsHours.toReversed()) {
    const periodBins = periodHours * BINS_PER_HOUR
    const { startBin, widthBins } = shortestArc(foldBins(bins, periodBins), LEAST_SHARE * bins.length)
    if (widthBins + LATE_BINS <= Math.max(...widthsOf(periodBins)))
      return { periodHours, startBin, widthBins: widthBins + LATE_BINS }
  }
  return null
}

const foldBins = (bins: readonly number[], periodBins: number): Float64Array => {
  const counts = new Float64Array(periodBins)
  for (const bin of bins) {
    const place = modulo(bin, periodBins)
    counts[place] = (counts[place] ?? 0) + 1
  }
  return counts
}

/** The fewest bins on end, around the clock, that hold so many. */
const shortestArc = (counts: Float64Array, least: number): { startBin: number; widthBins: number } => {
  const bins = counts.length
  let best = { startBin: 0, widthBins: bins }
  let [past, held] = [0, 0]
  for (let startBin = 0; startBin < bins; startBin += 1) {
    while (held < least && past < startBin + bins) {
      held += counts[past % bins] ?? 0
      past += 1
    }
    if (held >= least && past - startBin < best.widthBins) best = { startBin, widthBins: past - startBin }
    held -= counts[startBin] ?? 0
  }
  return best
}
