import { HOUR_MS } from '../times'
import { isInside, type FleetStrata } from './fleet-strata'
import type { MetricOnsets } from './input'
import { BINS_PER_HOUR, HOURS_PER_WEEK, modulo, wallBinOf, type WallClock } from './periods'

/** By stratum (the last is the whole fleet) and hour of the week: node-hours in which the metric was measured. */
export type Exposure = readonly Float64Array[]

/** Metrics that were measured on the same nodes at the same hours share one. */
export class Exposures {
  private readonly known = new Map<string, Exposure>()

  constructor(
    private readonly fleet: FleetStrata,
    private readonly clock: WallClock,
  ) {}

  of(metric: MetricOnsets): Exposure {
    const key = keyOf(metric)
    const known = this.known.get(key)
    if (known !== undefined) return known
    const made = this.measure(metric)
    this.known.set(key, made)
    return made
  }

  private measure({ rows, observed }: MetricOnsets): Exposure {
    const { fleet, clock } = this
    const hours = clock.offsetMs.length
    const weekHours = Int32Array.from({ length: hours }, (_, hour) => this.weekHourOf(hour))
    const bySegment = fleet.segments.map(() => new Float64Array(HOURS_PER_WEEK))
    const exposure = [...fleet.strata, null].map(() => new Float64Array(HOURS_PER_WEEK))
    const aged = fleet.strata.flatMap((stratum, at) => (stratum.ages === null ? [] : [{ stratum, at }]))
    rows.forEach(({ node }, row) => {
      let segment = fleet.firstOf[node] ?? 0
      const last = (fleet.firstOf[node + 1] ?? 0) - 1
      for (let hour = 0; hour < hours; hour += 1) {
        if (observed[row * hours + hour] !== 1) continue
        const timeMs = clock.fromMs + (hour + 0.5) * HOUR_MS
        while (segment < last && timeMs >= (fleet.segments[segment]?.toMs ?? Infinity)) segment += 1
        const place = weekHours[hour] ?? 0
        increment(bySegment[segment], place)
        for (const { stratum, at } of aged)
          if (isInside(stratum, segment, timeMs)) increment(exposure[at], place)
      }
    })
    fleet.strata.forEach(({ members, ages }, at) => {
      if (ages === null)
        addAll(
          exposure[at],
          bySegment.filter((_, segment) => members[segment] === 1),
        )
    })
    addAll(exposure.at(-1), bySegment)
    return exposure
  }

  private weekHourOf(hour: number): number {
    const bin = wallBinOf(this.clock, this.clock.fromMs + (hour + 0.5) * HOUR_MS)
    return modulo(Math.floor(bin / BINS_PER_HOUR), HOURS_PER_WEEK)
  }
}

const increment = (counts: Float64Array | undefined, place: number): void => {
  if (counts !== undefined) counts[place] = (counts[place] ?? 0) + 1
}

const addAll = (sums: Float64Array | undefined, parts: readonly Float64Array[]): void => {
  if (sums === undefined) return
  for (const part of parts)
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (part[at] ?? 0)
}

/** The node-hours of each hour of a period. */
export const foldExposure = (week: Float64Array, periodHours: number): Float64Array => {
  const folded = new Float64Array(periodHours)
  for (let hour = 0; hour < week.length; hour += 1)
    folded[hour % periodHours] = (folded[hour % periodHours] ?? 0) + (week[hour] ?? 0)
  return folded
}

const FNV_PRIME = 16_777_619

const keyOf = ({ rows, observed }: MetricOnsets): string => {
  let hash = 2_166_136_261
  let other = 5381
  for (let at = 0; at < observed.length; at += 1) {
    hash = Math.imul(hash ^ (observed[at] ?? 0), FNV_PRIME)
    other = (Math.imul(other, 33) + (observed[at] ?? 0)) | 0
  }
  return `${rows.map(({ node }) => node).join(',')} ${hash} ${other}`
}
