import { OnsetList } from '../core/onsets/onset-columns'
import type { MetricOnsets } from '../core/recurrences/input'
import type { Window } from '../core/series'
import { HOURS_PER_DAY, HOUR_MS } from '../core/times'
import type { StoredOnsets } from '../store/onsets'
import type { NodePlaces } from './slots-of-nodes'

/** Days of all groups, put together over the window, which is of whole hours. */
export const assembleOnsets = (
  metric: string,
  days: readonly StoredOnsets[],
  places: NodePlaces,
  window: Window,
): MetricOnsets => {
  const rows = new Map<number, number>()
  const placed = days.map((day) => ({
    day,
    rowOf: Int32Array.from(day.slots, (slot) => {
      const node = places.find(day.groupId, slot)
      if (node < 0) return -1
      const row = rows.get(node) ?? rows.size
      rows.set(node, row)
      return row
    }),
  }))
  const hours = Math.ceil((window.toMs - window.fromMs) / HOUR_MS)
  const observed = new Uint8Array(rows.size * hours)
  const list = new OnsetList()
  for (const { day, rowOf } of placed) {
    addMeasured(observed, hours, day, rowOf, window.fromMs)
    addBursts(list, day, rowOf, window)
  }
  const inOrder = [...rows.keys()].map((node) => ({ node, device: '' }))
  return { metric, rows: inOrder, onsets: list.finish(), observed }
}

const addMeasured = (
  observed: Uint8Array,
  hours: number,
  { dayMs, measured }: StoredOnsets,
  rowOf: Int32Array,
  fromMs: number,
): void => {
  const first = Math.round((dayMs - fromMs) / HOUR_MS)
  rowOf.forEach((row, own) => {
    if (row < 0) return
    for (let hour = 0; hour < HOURS_PER_DAY; hour += 1) {
      const place = first + hour
      if (place >= 0 && place < hours && measured[own * HOURS_PER_DAY + hour] === 1)
        observed[row * hours + place] = 1
    }
  })
}

const addBursts = (
  list: OnsetList,
  { onsets }: StoredOnsets,
  rowOf: Int32Array,
  { fromMs, toMs }: Window,
): void => {
  const { length, row, level, startMs, lengthMs, rise } = onsets
  for (let at = 0; at < length; at += 1) {
    const [own, beginMs] = [rowOf[row[at] ?? 0] ?? -1, startMs[at] ?? NaN]
    if (own < 0 || beginMs < fromMs || beginMs >= toMs) continue
    list.add(own, level[at] ?? 0, beginMs, lengthMs[at] ?? 0, rise[at] ?? 0)
  }
}
