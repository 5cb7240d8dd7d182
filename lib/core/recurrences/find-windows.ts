import { BINS_PER_DAY } from '../local-days'
import { FEWEST_HITS, type ClockWindow } from './clock-window'
import type { Exposure } from './exposure'
import { isInside, type FleetStrata } from './fleet-strata'
import type { MetricOnsets } from './input'
import { BURST_KINDS, onsetsOfKind, type BurstKind, type KindOnsets } from './kind-onsets'
import { BINS_PER_HOUR, BINS_PER_WEEK, modulo, periodsWithin, widthsOf, type WallClock } from './periods'
import { ClockCounts, weekOf, type ScannedWindow, type TriedWindow } from './scan-clock'
import { judgeWindow, type JudgedWindow } from './window-hits'

/** Bursts of one metric of one kind, in one part of the fleet, that come back at one time of the clock. */
export interface FoundWindow extends TriedWindow {
  metric: MetricOnsets
  kind: BurstKind
  /** Into the strata; their number for the whole fleet. */
  stratum: number
  clock: WallClock
  onsets: KindOnsets
  exposure: Exposure
  judged: JudgedWindow
  /** In nats, beyond what the luckiest of all that were tried, of all kinds and strata would give. */
  score: number
}

/** Below it chance finds something in more than one fleet of twenty. */
const LEAST_SCORE = 6

const MOST_WINDOWS = 8
const MOST_ROUNDS = 16
/** Stragglers around a window belong to it. */
const MARGIN_BINS = 3
const REFINED_BINS = 4

interface Place {
  /** Into `BURST_KINDS`. */
  kind: number
  stratum: number
  /** The best of each period and those that are scheduled, the best first. */
  windows: readonly ScannedWindow[]
}

/** A stratum of nearly everybody finds no more than the whole fleet does. */
const MOST_INSIDE = 0.7

/** Finds the windows of one metric one after the other: the best, then the best of what it leaves, and so on. */
export class WindowFinder {
  private readonly kinds: readonly KindOnsets[]
  private readonly isLeft: readonly Uint8Array[]
  private readonly periods: readonly number[]
  /** Into the strata; their number for the whole fleet. */
  private readonly scanned: readonly number[]
  /** By kind and stratum, as long as it holds. */
  private readonly bestKnown = new Map<string, readonly ScannedWindow[]>()

  constructor(
    private readonly metric: MetricOnsets,
    private readonly fleet: FleetStrata,
    private readonly exposure: Exposure,
    private readonly clock: WallClock,
    private readonly scheduled: readonly ClockWindow[],
  ) {
    this.kinds = BURST_KINDS.map((kind) => onsetsOfKind(metric, kind, fleet, clock))
    this.isLeft = this.kinds.map(({ length }) => new Uint8Array(length).fill(1))
    this.periods = periodsWithin(clock.offsetMs.length)
    this.scanned = strataToScan(exposure)
  }

  find(): FoundWindow[] {
    const found: FoundWindow[] = []
    for (let round = 0; round < MOST_ROUNDS && found.length < MOST_WINDOWS; round += 1) {
      const place = this.bestPlace()
      if (place === null) break
      const { first, best } = this.judgeWindows(place)
      if (best.score < LEAST_SCORE) {
        // What befell the fleet in the window that stood out most goes, or it would again.
        this.forget(first, (group) => first.judged.trimmed.has(group), 0)
        continue
      }
      const refined = this.refine(place, best)
      found.push(refined)
      this.forget(refined, () => true, MARGIN_BINS)
    }
    return found
  }

  private bestPlace(): Place | null {
    let best: Place | null = null
    let bestScore = LEAST_SCORE
    for (let kind = 0; kind < this.kinds.length; kind += 1)
      for (const stratum of this.scanned) {
        const windows = this.bestWindows(kind, stratum)
        const score = windows[0]?.score ?? 0
        if (score > bestScore) [best, bestScore] = [{ kind, stratum, windows }, score]
      }
    return best
  }

  private bestWindows(kind: number, stratum: number): readonly ScannedWindow[] {
    const key = `${kind} ${stratum}`
    const known = this.bestKnown.get(key)
    if (known !== undefined) return known
    const chosen = this.choose(kind, stratum)
    const best = chosen.length < FEWEST_HITS ? [] : this.scan(kind, stratum, chosen)
    this.bestKnown.set(key, best)
    return best
  }

  private scan(kind: number, stratum: number, chosen: Int32Array): ScannedWindow[] {
    const week = weekOf(this.kinds[kind]?.wallBin ?? new Int32Array(0), chosen)
    const found = this.periods.flatMap((hours) => {
      const counts = this.countsOf(week, stratum, hours)
      const best = counts.best(this.penaltyOf(stratum, hours))
      return [...(best === null ? [] : [best]), ...this.scanScheduled(counts, stratum, hours)]
    })
    return found.sort((one, other) => other.score - one.score)
  }

  private scanScheduled(counts: ClockCounts, stratum: number, hours: number): ScannedWindow[] {
    const penalty = this.scheduledPenaltyOf(stratum, hours)
    return this.scheduled.flatMap((window) => {
      if (window.periodHours !== hours) return []
      const score = counts.scoreOf(window) - penalty
      return score > 0 ? [{ ...window, penalty, score }] : []
    })
  }

  /**
   * The window that stood out most, judged, and the best of all: what counts several bursts of a node as one may find
   * another period the better one.
   */
  private judgeWindows(place: Place): { first: FoundWindow; best: FoundWindow } {
    const [scanned, ...others] = place.windows.filter(({ score }) => score > LEAST_SCORE)
    if (scanned === undefined) throw new Error('a place without a window is none')
    const first = this.judge(place, scanned)
    let best = first
    for (const other of others) {
      // Judged, none has a higher score than scanned.
      if (other.score <= best.score) break
      const judged = this.judge(place, other)
      if (judged.score > best.score) best = judged
    }
    return { first, best }
  }

  private countsOf(week: Float64Array, stratum: number, periodHours: number): ClockCounts {
    return new ClockCounts(week, this.exposure[stratum] ?? new Float64Array(0), periodHours)
  }

  private penaltyOf(stratum: number, periodHours: number): number {
    const periodBins = periodHours * BINS_PER_HOUR
    return this.penaltyOfTried(stratum, periodBins * widthsOf(periodBins).length)
  }

  /** What is scheduled has to beat the luckiest of all that is, whatever its period. */
  private scheduledPenaltyOf(stratum: number, periodHours: number): number {
    return Math.min(this.penaltyOfTried(stratum, this.scheduled.length), this.penaltyOf(stratum, periodHours))
  }

  private penaltyOfTried(stratum: number, windows: number): number {
    const { strata } = this.fleet
    return Math.log(windows * BURST_KINDS.length * (stratum === strata.length ? 1 : strata.length))
  }

  /** What is left of the bursts that begin in the stratum. */
  private choose(kind: number, stratum: number): Int32Array {
    const [onsets, isLeft, own] = [this.kinds[kind], this.isLeft[kind], this.fleet.strata[stratum]]
    if (onsets === undefined || isLeft === undefined) return new Int32Array(0)
    const chosen = new Int32Array(onsets.length)
    let count = 0
    for (let at = 0; at < onsets.length; at += 1) {
      if (isLeft[at] !== 1) continue
      if (own !== undefined && !isInside(own, onsets.segment[at] ?? 0, onsets.timeMs[at] ?? 0)) continue
      chosen[count++] = at
    }
    return chosen.subarray(0, count)
  }

  private judge({ kind, stratum }: Place, window: TriedWindow): FoundWindow {
    const [burstKind, onsets] = [BURST_KINDS[kind], this.kinds[kind]]
    if (burstKind === undefined || onsets === undefined) throw new Error(`${kind} is no kind of bursts`)
    const chosen = this.choose(kind, stratum)
    const counts = this.countsOf(weekOf(onsets.wallBin, chosen), stratum, window.periodHours)
    const judged = judgeWindow(onsets, chosen, window, counts, this.clock)
    const { metric, clock, exposure } = this
    const { periodHours, startBin, widthBins, penalty } = window
    return {
      periodHours,
      startBin,
      widthBins,
      penalty,
      metric,
      kind: burstKind,
      stratum,
      clock,
      onsets,
      exposure,
      judged,
      score: judged.surprise - penalty,
    }
  }

  /** The scan knows some widths only; around its best the window is fitted bin by bin. */
  private refine(place: Place, found: FoundWindow): FoundWindow {
    const periodBins = found.periodHours * BINS_PER_HOUR
    let best = found
    for (let before = -REFINED_BINS; before <= REFINED_BINS; before += 1)
      for (let after = -REFINED_BINS; after <= REFINED_BINS; after += 1) {
        const widthBins = found.widthBins + before + after
        if (widthBins < 1 || widthBins > periodBins / 2) continue
        const startBin = modulo(found.startBin - before, periodBins)
        const { periodHours, penalty } = found
        const fitted = this.judge(place, { periodHours, penalty, startBin, widthBins })
        if (fitted.score > best.score) best = fitted
      }
    return best
  }

  /** Of every kind and in the whole fleet, so that the same is not found again under another name. */
  private forget(
    { periodHours, startBin, widthBins }: ClockWindow,
    isMeant: (group: number) => boolean,
    margin: number,
  ): void {
    const periodBins = periodHours * BINS_PER_HOUR
    const groupBins = Math.max(periodBins, BINS_PER_DAY)
    const gone = new Uint8Array(BINS_PER_WEEK)
    this.kinds.forEach(({ wallBin }, kind) => {
      const isLeft = this.isLeft[kind]
      for (let at = 0; isLeft !== undefined && at < wallBin.length; at += 1) {
        const bin = wallBin[at] ?? 0
        if (modulo(bin - startBin + margin, periodBins) >= widthBins + 2 * margin) continue
        if (!isMeant(Math.floor((bin - startBin) / groupBins))) continue
        isLeft[at] = 0
        gone[modulo(bin, BINS_PER_WEEK)] = 1
      }
    })
    for (const [key, windows] of this.bestKnown)
      if (windows.some((window) => isTouched(window, gone))) this.bestKnown.delete(key)
  }
}

/** Whether some of what was forgotten lay in the window. */
const isTouched = ({ periodHours, startBin, widthBins }: ClockWindow, gone: Uint8Array): boolean => {
  const periodBins = periodHours * BINS_PER_HOUR
  return gone.some((isGone, bin) => isGone === 1 && modulo(bin - startBin, periodBins) < widthBins)
}

/** Those that hold some of the fleet but not most of it, and the whole. */
const strataToScan = (exposure: Exposure): number[] => {
  const hoursOf = (week: Float64Array | undefined) => week?.reduce((sum, hours) => sum + hours, 0) ?? 0
  const whole = exposure.length - 1
  const all = hoursOf(exposure[whole])
  const some = exposure.map((week, at) => ({ at, hours: hoursOf(week) })).filter(({ hours }) => hours > 0)
  return some.filter(({ at, hours }) => at === whole || hours <= MOST_INSIDE * all).map(({ at }) => at)
}
