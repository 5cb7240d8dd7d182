import type { NodeHistory } from '../fleet-history'
import { OnsetList, ONSET_LEVELS } from '../onsets/onset-columns'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../times'
import { zoneOffset } from '../zoned-time'
import type { NodeEvent } from '../event'
import type { MetricOnsets, RecurrenceInput } from './input'

/** A Monday. */
export const FROM_MS = Date.UTC(2026, 2, 2)

const numbersFrom = (seed: number) => {
  let state = seed >>> 0
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const SHORT_MINUTES = 6

export interface TestFleet {
  nodes: number
  days: number
  seed?: number
  zone?: string
  /** Bursts at no time in particular. */
  perNodeDay?: number
  metrics?: readonly string[]
  factsOf?: (node: number) => NodeHistory['facts']
  /** How long the bursts of `burstsOf` last. */
  minutes?: number
  /** More bursts: onsets of a node on a day, in ms since the day began. */
  burstsOf?: (node: number, day: number, random: () => number) => number[]
  events?: readonly NodeEvent[]
}

export const testInput = (fleet: TestFleet): RecurrenceInput => {
  const { nodes, days, seed = 1, zone = 'UTC', metrics = ['disk.utilization.busy'] } = fleet
  const random = numbersFrom(seed)
  const window = { fromMs: FROM_MS, toMs: FROM_MS + days * DAY_MS }
  return {
    window,
    nodes: Array.from({ length: nodes }, (_, node) => ({
      name: `node-${node}`,
      facts: fleet.factsOf?.(node) ?? [],
    })),
    metrics: metrics.map((metric) => metricOf(metric, fleet, random)),
    events: fleet.events ?? [],
    zone,
    offsetAt: zoneOffset(zone),
  }
}

const metricOf = (metric: string, fleet: TestFleet, random: () => number): MetricOnsets => {
  const { nodes, days, perNodeDay = 0.5, minutes = SHORT_MINUTES, burstsOf = () => [] } = fleet
  const list = new OnsetList()
  for (let node = 0; node < nodes; node += 1)
    for (let day = 0; day < days; day += 1) {
      const dayMs = FROM_MS + day * DAY_MS
      const add = (afterMs: number, lengthMs: number) => {
        for (let level = 0; level < ONSET_LEVELS.length; level += 1)
          list.add(node, level, dayMs + Math.floor(afterMs / MINUTE_MS) * MINUTE_MS, lengthMs, 0.5)
      }
      const tries = Math.max(4, Math.ceil(perNodeDay))
      const stray = Array.from({ length: tries }, () => random() * DAY_MS)
      for (const afterMs of stray.filter(() => random() < perNodeDay / tries))
        add(afterMs, SHORT_MINUTES * MINUTE_MS)
      for (const afterMs of burstsOf(node, day, random)) add(afterMs, minutes * MINUTE_MS)
    }
  return {
    metric,
    rows: Array.from({ length: nodes }, (_, node) => ({ node, device: '' })),
    onsets: list.finish(),
    observed: new Uint8Array((nodes * days * DAY_MS) / HOUR_MS).fill(1),
  }
}

export const always = (fact: string, value: string) => ({ fact, value, fromMs: -Infinity, toMs: Infinity })
