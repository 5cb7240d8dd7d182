import { DAY_MS, HOUR_MS, bucketOf, minuteOf } from '@/lib/core/times'

/** Which data the questions are asked of. */
export interface DataPlan {
  nodes: number
  days: number
  /** Before this time roll-ups are made up; from here on samples travel the real road. */
  roadStartMs: number
  /** The end of the newest window. */
  endMs: number
  /** Every metric for all days, or only what the questions read. */
  isWhole: boolean
}

export interface Span {
  fromMs: number
  toMs: number
}

const SHORTEST_ROAD_MS = 120_000

export function planData(nodes: number, days: number, isWhole: boolean, nowMs: number): DataPlan {
  const endMs = minuteOf(nowMs)
  return { nodes, days, isWhole, endMs, roadStartMs: bucketOf(endMs - SHORTEST_ROAD_MS) }
}

const COMPARED_DAYS = 7

/** The newest hour and the same hour of the days before it, oldest first. */
export const comparedHours = ({ endMs }: DataPlan): Span[] =>
  Array.from({ length: COMPARED_DAYS + 1 }, (_, day) => ({
    fromMs: endMs - (COMPARED_DAYS - day) * DAY_MS - HOUR_MS,
    toMs: endMs - (COMPARED_DAYS - day) * DAY_MS,
  }))

export const foldedSpan = ({ endMs, days }: DataPlan): Span => ({
  fromMs: endMs - days * DAY_MS,
  toMs: endMs,
})
