import type { FleetStrata } from './fleet-strata'
import type { MetricOnsets } from './input'
import { wallBinOf, type WallClock } from './periods'

/** The bursts of one metric at one level, by node and time. */
export interface LevelOnsets {
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

export const levelOnsets = (
  { rows, onsets }: MetricOnsets,
  level: number,
  fleet: FleetStrata,
  clock: WallClock,
): LevelOnsets => {
  const nodeAt = (at: number): number => rows[onsets.row[at] ?? 0]?.node ?? -1
  const timeAt = (at: number): number => onsets.startMs[at] ?? NaN
  const order: number[] = []
  for (let at = 0; at < onsets.length; at += 1) if (onsets.level[at] === level) order.push(at)
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
