import type { ClockDaysAnswer, ClockDaysParams } from '../contract/clock-days'
import { bandWindows } from '../core/clock-band'
import { binsOf, ClockFolder, type BinMaxima } from '../core/fold'
import { BINS_PER_DAY, dateOf, timesShown, weekdayOf, type LocalDays } from '../core/local-days'
import { zoneOffset } from '../core/zoned-time'
import type { Snapshot } from '../store/snapshot'
import { readScope } from './clock-scope'
import { visitNodeMaxima, type Checkpoint } from './node-maxima'
import { readKnownNode } from './read-known-node'
import { tidy } from './tidy'

export const readClockDays = async (
  snapshot: Snapshot,
  params: ClockDaysParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<ClockDaysAnswer> => {
  const { metric, days, isCounted, nodes, head } = await readScope(snapshot, params, nowMs)
  const node = params.node === '' ? null : await readKnownNode(snapshot, params.node)
  const folder = new ClockFolder(days.days)
  const gathered = createGathered(days)
  let threshold = NaN
  await visitNodeMaxima(
    snapshot,
    metric.id,
    node === null ? nodes : [node],
    days,
    checkpoint,
    (_, maxima) => {
      threshold = folder.thresholdOf(maxima)
      if (threshold === threshold) gather(gathered, maxima, threshold)
    },
  )
  const values = node === null ? gathered.above.map(toShareOf(gathered.measured)) : gathered.highest
  return {
    ...head,
    node: node === null ? null : { id: node.id, name: node.name, threshold: tidy(threshold) },
    total: gathered.nodes,
    days: describeDays(days, params.tz, values).filter((_, day) => isCounted(day)),
  }
}

/** Of all nodes, by day × `BINS_PER_DAY` + bin. */
interface Gathered {
  nodes: number
  measured: Float64Array
  above: Float64Array
  highest: Float64Array
}

const createGathered = (days: LocalDays): Gathered => ({
  nodes: 0,
  measured: new Float64Array(binsOf(days)),
  above: new Float64Array(binsOf(days)),
  highest: new Float64Array(binsOf(days)).fill(NaN),
})

const gather = (gathered: Gathered, maxima: BinMaxima, threshold: number): void => {
  const { measured, above, highest } = gathered
  gathered.nodes += 1
  for (let place = 0; place < maxima.length; place += 1) {
    const value = maxima[place] ?? NaN
    if (value !== value) continue
    measured[place] = (measured[place] ?? 0) + 1
    if (value > threshold) above[place] = (above[place] ?? 0) + 1
    if (!((highest[place] ?? NaN) >= value)) highest[place] = value
  }
}

/** Of no measured node there is no share. */
const toShareOf =
  (measured: Float64Array) =>
  (above: number, place: number): number =>
    above / (measured[place] ?? 0)

const WHOLE_DAY = { fromMinute: 0, toMinute: 0 }

const describeDays = (days: LocalDays, zone: string, values: Float64Array): ClockDaysAnswer['days'] => {
  const shown = timesShown(days)
  const windows = bandWindows(days, WHOLE_DAY, zoneOffset(zone))
  return Array.from({ length: days.days }, (_, day) => {
    const [begin, past] = [day * BINS_PER_DAY, (day + 1) * BINS_PER_DAY]
    const ofDay = shown.subarray(begin, past)
    return {
      date: dateOf(days, day),
      weekday: weekdayOf(days, day),
      fromMs: windows[day]?.fromMs ?? days.fromMs,
      toMs: windows[day]?.toMs ?? days.toMs,
      hours: (ofDay.reduce((sum, times) => sum + times, 0) * 24) / BINS_PER_DAY,
      skipped: spanOf(ofDay, 0),
      repeated: spanOf(ofDay, 2),
      values: Array.from(values.subarray(begin, past), tidy),
    }
  })
}

const spanOf = (shown: Uint8Array, times: number): [number, number] | null => {
  const first = shown.indexOf(times)
  return first < 0 ? null : [first, shown.lastIndexOf(times) + 1]
}
