import { ClockCounts, weekOf } from './scan-clock'
import type { Exposure } from './exposure'
import { isInside, type FleetStrata } from './fleet-strata'
import type { FoundWindow } from './find-windows'
import { onsetsOfKind } from './kind-onsets'
import { BINS_PER_HOUR, lastOffsetMs, BIN_MS, modulo, widthsOf, type WallClock } from './periods'
import { judgeWindow } from './window-hits'

/** In nats: one clock must explain the bursts so much better than the other. */
const CLEARLY = 3
const AROUND_BINS = 2 * BINS_PER_HOUR

export interface ClockChoice {
  window: FoundWindow
  /** Null where both clocks explain it. */
  clock: string | null
}

/** Whether another clock explains a window better; the two differ only where one of them changed meanwhile. */
export const chooseClock = (
  found: FoundWindow,
  fleet: FleetStrata,
  other: WallClock,
  exposure: Exposure,
): ClockChoice => {
  const rival = bestIn(found, fleet, other, exposure)
  const better = rival.judged.surprise - found.judged.surprise
  const window = better > 0 ? rival : found
  return { window, clock: Math.abs(better) < CLEARLY ? null : window.clock.name }
}

const bestIn = (
  found: FoundWindow,
  fleet: FleetStrata,
  other: WallClock,
  exposure: Exposure,
): FoundWindow => {
  const onsets = onsetsOfKind(found.metric, found.kind, fleet, other)
  const own = fleet.strata[found.stratum]
  const chosen = Int32Array.from({ length: onsets.length }, (_, at) => at).filter(
    (at) => own === undefined || isInside(own, onsets.segment[at] ?? 0, onsets.timeMs[at] ?? 0),
  )
  const week = exposure[found.stratum] ?? new Float64Array(0)
  const { periodHours } = found
  const counts = new ClockCounts(weekOf(onsets.wallBin, chosen), week, periodHours)
  const periodBins = periodHours * BINS_PER_HOUR
  const shift = Math.round((lastOffsetMs(other) - lastOffsetMs(found.clock)) / BIN_MS)
  let best: FoundWindow = {
    ...found,
    clock: other,
    onsets,
    exposure,
    judged: { ...found.judged, surprise: 0 },
    score: 0,
  }
  for (let moved = -AROUND_BINS; moved <= AROUND_BINS; moved += 1)
    for (const widthBins of [...new Set([found.widthBins, ...widthsOf(periodBins)])]) {
      const startBin = modulo(found.startBin + shift + moved, periodBins)
      const judged = judgeWindow(onsets, chosen, { periodHours, startBin, widthBins }, counts, other)
      if (judged.surprise <= best.judged.surprise) continue
      const score = found.score + judged.surprise - found.judged.surprise
      best = { ...best, startBin, widthBins, judged, score }
    }
  return best
}
