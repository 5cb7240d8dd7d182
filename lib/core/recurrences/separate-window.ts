import { evidenceOf } from '../strata/evidence'
import type { ClockWindow } from './clock-window'
import { foldExposure, type Exposure } from './exposure'
import { isInside, type FleetStrata, type FleetStratum } from './fleet-strata'
import type { KindOnsets } from './kind-onsets'
import { BINS_PER_HOUR } from './periods'

export interface WindowSeparation {
  stratum: FleetStratum
  precision: number
  recall: number
}

/** In nats; less may be luck. */
const LEAST_EVIDENCE = 3
/** A fact that says nearly as much is preferred where it comes first: facts before the age, the age before the uptime. */
const AS_GOOD = 0.5

/** Periods of a node that were watched in the window. */
export const watchedIn = (week: Float64Array, { periodHours, startBin, widthBins }: ClockWindow): number => {
  const hours = foldExposure(week, periodHours)
  let sum = 0
  for (let bin = startBin; bin < startBin + widthBins; bin += 1)
    sum += hours[Math.floor(bin / BINS_PER_HOUR) % periodHours] ?? 0
  return sum / widthBins
}

/** The stratum that best tells the periods of nodes with a hit from those without; null where none does. */
export const separateWindow = (
  fleet: FleetStrata,
  exposure: Exposure,
  onsets: KindOnsets,
  hits: readonly number[],
  window: ClockWindow,
): WindowSeparation | null => {
  const all = watchedIn(exposure.at(-1) ?? new Float64Array(0), window)
  let best: WindowSeparation | null = null
  let bestEvidence = LEAST_EVIDENCE
  fleet.strata.forEach((stratum, at) => {
    const affectedInside = countInside(stratum, onsets, hits)
    const inside = Math.max(affectedInside, watchedIn(exposure[at] ?? new Float64Array(0), window))
    const affectedOutside = hits.length - affectedInside
    const outside = Math.max(affectedOutside, all - inside)
    if (outside <= 0 || affectedInside / inside <= affectedOutside / outside) return
    const table = { affectedInside, inside, affectedOutside, outside }
    const evidence = evidenceOf(table, fleet.strata.length)
    if (evidence <= bestEvidence + (best === null ? 0 : AS_GOOD)) return
    bestEvidence = evidence
    best = { stratum, precision: affectedInside / inside, recall: affectedInside / hits.length }
  })
  return best
}

const countInside = (stratum: FleetStratum, onsets: KindOnsets, hits: readonly number[]): number => {
  let count = 0
  for (const at of hits) if (isInside(stratum, onsets.segment[at] ?? 0, onsets.timeMs[at] ?? 0)) count += 1
  return count
}
