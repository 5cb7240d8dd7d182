import { ONSET_LEVELS } from '../onsets/onset-columns'
import type { ClockWindow } from './clock-window'
import { foldExposure, type Exposure } from './exposure'
import { isInside, type FleetStrata } from './fleet-strata'
import type { MetricOnsets } from './input'
import { levelOnsets, type LevelOnsets } from './level-onsets'
import { BINS_PER_HOUR, modulo, PERIODS_HOURS, widthsOf, type WallClock } from './periods'
import { ClockCounts, type ScannedWindow } from './scan-clock'
import { judgeWindow, type JudgedWindow } from './window-hits'

/** Bursts of one metric at one level, in one part of the fleet, that come back at one time of the clock. */
export interface FoundWindow extends ClockWindow {
  metric: MetricOnsets
  level: number
  /** Into the strata; their number for the whole fleet. */
  stratum: number
  clock: WallClock
  onsets: LevelOnsets
  exposure: Exposure
  judged: JudgedWindow
  /** In nats, beyond what the luckiest of all windows, levels and strata would give. */
  score: number
}

/** Below it chance finds something in more than one fleet of twenty. */
export const LEAST_SCORE = 6

const MOST_WINDOWS = 8
const MOST_ROUNDS = 16
/** Stragglers around a window belong to it. */
const MARGIN_BINS = 3
const REFINED_BINS = 4

interface Place {
  level: number
  stratum: number
  window: ScannedWindow
}

/** Finds the windows of one metric one after the other: the best, then the best of what it leaves, and so on. */
export class WindowFinder {
  private readonly levels: readonly LevelOnsets[]
  private readonly isLeft: readonly Uint8Array[]

  constructor(
    private readonly metric: MetricOnsets,
    private readonly fleet: FleetStrata,
    private readonly exposure: Exposure,
    private readonly clock: WallClock,
  ) {
    this.levels = ONSET_LEVELS.map((_, level) => levelOnsets(metric, level, fleet, clock))
    this.isLeft = this.levels.map(({ length }) => new Uint8Array(length).fill(1))
  }

  find(): FoundWindow[] {
    const found: FoundWindow[] = []
    for (let round = 0; round < MOST_ROUNDS && found.length < MOST_WINDOWS; round += 1) {
      const place = this.bestPlace()
      if (place === null) break
      const window = this.judge(place, place.window)
      if (window.score < LEAST_SCORE) {
        this.forget(window, (group) => window.judged.trimmed.has(group), 0)
        continue
      }
      const refined = this.refine(place, window)
      found.push(refined)
      this.forget(refined, () => true, MARGIN_BINS)
    }
    return found
  }

  private bestPlace(): Place | null {
    let best: Place | null = null
    this.levels.forEach((_, level) => {
      for (let stratum = 0; stratum <= this.fleet.strata.length; stratum += 1) {
        const chosen = this.choose(level, stratum)
        if (chosen.length < 3) continue
        const window = this.bestWindow(level, stratum, chosen)
        if (window !== null && window.score > (best?.window.score ?? LEAST_SCORE))
          best = { level, stratum, window }
      }
    })
    return best
  }

  private bestWindow(level: number, stratum: number, chosen: Int32Array): ScannedWindow | null {
    const wallBins = chosen.map((at) => this.levels[level]?.wallBin[at] ?? 0)
    let best: ScannedWindow | null = null
    for (const periodHours of PERIODS_HOURS) {
      const window = this.countsOf(wallBins, stratum, periodHours).best(this.penaltyOf(stratum, periodHours))
      if (window !== null && window.score > (best?.score ?? 0)) best = window
    }
    return best
  }

  private countsOf(wallBins: Int32Array, stratum: number, periodHours: number): ClockCounts {
    const week = this.exposure[stratum] ?? new Float64Array(0)
    return new ClockCounts(wallBins, periodHours, foldExposure(week, periodHours))
  }

  private penaltyOf(stratum: number, periodHours: number): number {
    const { strata } = this.fleet
    const periodBins = periodHours * BINS_PER_HOUR
    const tried = periodBins * widthsOf(periodBins).length * ONSET_LEVELS.length
    return Math.log(tried * (stratum === strata.length ? 1 : strata.length))
  }

  /** What is left of the bursts that begin in the stratum. */
  private choose(level: number, stratum: number): Int32Array {
    const [onsets, isLeft, own] = [this.levels[level], this.isLeft[level], this.fleet.strata[stratum]]
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

  private judge({ level, stratum }: Place, window: ClockWindow): FoundWindow {
    const onsets = this.levels[level] ?? levelOnsets(this.metric, level, this.fleet, this.clock)
    const chosen = this.choose(level, stratum)
    const wallBins = chosen.map((at) => onsets.wallBin[at] ?? 0)
    const counts = this.countsOf(wallBins, stratum, window.periodHours)
    const judged = judgeWindow(onsets, chosen, window, counts, this.clock)
    const score = judged.surprise - this.penaltyOf(stratum, window.periodHours)
    const { metric, clock, exposure } = this
    const { periodHours, startBin, widthBins } = window
    return {
      periodHours,
      startBin,
      widthBins,
      metric,
      level,
      stratum,
      clock,
      onsets,
      exposure,
      judged,
      score,
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
        const fitted = this.judge(place, { periodHours: found.periodHours, startBin, widthBins })
        if (fitted.score > best.score) best = fitted
      }
    return best
  }

  /** At every level and in the whole fleet, so that the same is not found again under another name. */
  private forget(
    { periodHours, startBin, widthBins }: ClockWindow,
    isMeant: (group: number) => boolean,
    margin: number,
  ): void {
    const periodBins = periodHours * BINS_PER_HOUR
    const groupBins = Math.max(periodBins, 24 * BINS_PER_HOUR)
    this.levels.forEach(({ wallBin }, level) => {
      const isLeft = this.isLeft[level]
      for (let at = 0; isLeft !== undefined && at < wallBin.length; at += 1) {
        const after = (wallBin[at] ?? 0) - startBin
        if (modulo(after + margin, periodBins) >= widthBins + 2 * margin) continue
        if (isMeant(Math.floor(after / groupBins))) isLeft[at] = 0
      }
    })
  }
}
