import { eventKeyOf, type NodeEvent } from '../event'
import { groupBy } from '../group-by'
import { BINS_PER_DAY } from '../local-days'
import { HOURS_PER_DAY } from '../times'
import { FEWEST_HITS, type ClockWindow } from './clock-window'
import { BINS_PER_HOUR, modulo, periodsWithin, wallBinOf, widthsOf, type WallClock } from './periods'

/** Some runs are made up for, or started by hand. */
const LEAST_SHARE = 0.9
/** What a run brings is seen so long after it. */
const LATE_BINS = 1
/** Each is looked at for every part of the fleet; more would hardly be easier to beat than all windows are. */
const MOST_SCHEDULED = 200

/**
 * The windows of the clock in which events of one source and name come back, if they do at all: what they bring has to be
 * looked for there and nowhere else. A daily one fits shorter periods as well: the longest counts. Those of most runs are
 * the first, and what is most of another is left out.
 */
export const scheduledWindows = (events: readonly NodeEvent[], clock: WallClock): ClockWindow[] => {
  const onNodes = events.filter(({ nodes }) => nodes?.length !== 0)
  const byRuns = [...groupBy(onNodes, eventKeyOf).values()].sort((one, other) => other.length - one.length)
  const windows: ClockWindow[] = []
  for (const runs of byRuns) {
    if (windows.length === MOST_SCHEDULED || runs.length < FEWEST_HITS) break
    const bins = runs.map(({ startMs }) => wallBinOf(clock, startMs))
    const window = windowOf(bins, periodsWithin(clock.offsetMs.length))
    if (window !== null && !isAmong(windows, window)) windows.push(window)
  }
  return windows
}

/** A narrower part is another window: what comes back in it is not looked for in the whole. */
const LEAST_PART = 0.5

/** Whether a window is one of those, give or take a bin, or most of it. */
export const isAmong = (windows: readonly ClockWindow[], window: ClockWindow): boolean =>
  windows.some(({ periodHours, startBin, widthBins }) => {
    const after = modulo(window.startBin - startBin + 1, periodHours * BINS_PER_HOUR)
    return (
      periodHours === window.periodHours &&
      window.widthBins >= LEAST_PART * widthBins &&
      after + window.widthBins <= widthBins + 2
    )
  })

const windowOf = (bins: readonly number[], periodsHours: readonly number[]): ClockWindow | null => {
  const shares = sharesOfDays(bins)
  const days = shares.reduce((sum, share) => sum + share, 0)
  for (const periodHours of periodsHours.toReversed()) {
    const periodBins = periodHours * BINS_PER_HOUR
    const { startBin, widthBins } = shortestArc(foldBins(bins, shares, periodBins), LEAST_SHARE * days)
    if (widthBins + LATE_BINS > Math.max(...widthsOf(periodBins))) continue
    const inside = bins.filter((bin) => modulo(bin - startBin, periodBins) < widthBins)
    const periods = new Set(inside.map((bin) => Math.floor((bin - startBin) / periodBins)))
    if (periods.size >= fewestPeriods(periodHours, Math.round(days)))
      return { periodHours, startBin, widthBins: widthBins + LATE_BINS }
  }
  return null
}

/** What runs once a day at most does not come back several times a day. */
const fewestPeriods = (periodHours: number, days: number): number =>
  periodHours < HOURS_PER_DAY ? Math.max(FEWEST_HITS, days + 1) : FEWEST_HITS

/** Of each run its share of the runs of its day, so that a day on which it ran everywhere is one day. */
const sharesOfDays = (bins: readonly number[]): number[] => {
  const ofDay = new Map<number, number>()
  const dayOf = (bin: number): number => Math.floor(bin / BINS_PER_DAY)
  for (const bin of bins) ofDay.set(dayOf(bin), (ofDay.get(dayOf(bin)) ?? 0) + 1)
  return bins.map((bin) => 1 / (ofDay.get(dayOf(bin)) ?? 1))
}

const foldBins = (bins: readonly number[], shares: readonly number[], periodBins: number): Float64Array => {
  const sums = new Float64Array(periodBins)
  bins.forEach((bin, run) => {
    const place = modulo(bin, periodBins)
    sums[place] = (sums[place] ?? 0) + (shares[run] ?? 0)
  })
  return sums
}

/** Sums of shares are not exact. */
const ROUNDING = 1e-9

/** The fewest bins on end, around the clock, that hold so much. */
const shortestArc = (sums: Float64Array, least: number): { startBin: number; widthBins: number } => {
  const bins = sums.length
  const enough = least - ROUNDING
  let best = { startBin: 0, widthBins: bins }
  let [past, held] = [0, 0]
  for (let startBin = 0; startBin < bins; startBin += 1) {
    while (held < enough && past < startBin + bins) {
      held += sums[past % bins] ?? 0
      past += 1
    }
    if (held >= enough && past - startBin < best.widthBins) best = { startBin, widthBins: past - startBin }
    held -= sums[startBin] ?? 0
  }
  return best
}
