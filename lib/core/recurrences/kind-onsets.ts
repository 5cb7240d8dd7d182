import { MINUTE_MS } from '../times'
import type { FleetStrata } from './fleet-strata'
import type { MetricOnsets } from './input'
import { wallBinOf, type WallClock } from './periods'

/** Bursts that are looked at together: above a level, and of some length at least. */
export interface BurstKind {
  /** Into `ONSET_LEVELS`. */
  level: number
  leastMs: number
}

/** Noise is short: a rise that is lost among all bursts stands out among those that last. */
export const BURST_KINDS: readonly BurstKind[] = [
  { level: 0, leastMs: 0 },
  { level: 1, leastMs: 0 },
  { level: 2, leastMs: 0 },
  { level: 0, leastMs: 10 * MINUTE_MS },
]

/** The bursts of one metric of one kind, by node and time. */
export interface KindOnsets {
  length: number
  node: Int32Array
  /** Into the segments of the fleet. */
  segment: Int32Array
  timeMs: Float64Array
  /** Bins on the wall clock since some Monday. */
  wallBin: Int32Array
  lengthMs: Float64Array
  rise: Float32Array
}

export const onsetsOfKind = (
  { rows, onsets }: MetricOnsets,
  { level, leastMs }: BurstKind,
  fleet: FleetStrata,
  clock: WallClock,
): KindOnsets => {
  const nodeAt = (at: number): number => rows[onsets.row[at] ?? 0]?.node ?? -1
  const timeAt = (at: number): number => onsets.startMs[at] ?? NaN
  const order: number[] = []
  for (let at = 0; at < onsets.length; at += 1)
    if (onsets.level[at] === level && (onsets.lengthMs[at] ?? 0) >= leastMs) order.push(at)
  order.sort((one, other) => nodeAt(one) - nodeAt(other) || timeAt(one) - timeAt(other))
  const node = Int32Array.from(order, nodeAt)
  const timeMs = Float64Array.from(order, timeAt)
  return {
    length: order.length,
    node,
    segment: segmentsOf(node, timeMs, fleet),
    timeMs,
    wallBin: Int32Array.from(timeMs, (at) => wallBinOf(clock, at)),
    lengthMs: Float64Array.from(order, (at) => onsets.lengthMs[at] ?? 0),
    rise: Float32Array.from(order, (at) => onsets.rise[at] ?? 0),
  }
}

const segmentsOf = (node: Int32Array, timeMs: Float64Array, fleet: FleetStrata): Int32Array =>
  node.map((index, at) => {
    let segment = fleet.firstOf[index] ?? 0
    const last = (fleet.firstOf[index + 1] ?? 0) - 1
    while (segment < last && (timeMs[at] ?? 0) >= (fleet.segments[segment]?.toMs ?? Infinity)) segment += 1
    return segment
  })
