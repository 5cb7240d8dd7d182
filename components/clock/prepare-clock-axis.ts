import { zoneOffset, type OffsetAt } from '@/lib/core/zoned-time'
import { printMinute } from '@/lib/contract/clock-band-text'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/core/times'

const MINUTES_PER_DAY = 24 * 60
const STEPS: readonly number[] = [60, 120, 180, 240, 360, 720]
/** A tick needs so much room. */
const TICK_PX = 46

export interface AxisTick {
  text: string
  /** 0..1 along the day. */
  at: number
}

export interface AxisLine {
  /** Whose clock: `UTC`, or `to 25 Oct` where the zone's clock was changed. */
  title: string
  ticks: AxisTick[]
}

export interface AxisInput {
  zone: string
  /** The clock beside it. */
  other: string
  fromMs: number
  toMs: number
  widthPx: number
}

const wrap = (minute: number): number => ((minute % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY

/** Whole hours of a clock that is so far ahead of the one that is drawn. */
const ticksOf = (aheadMinutes: number, stepMinutes: number): AxisTick[] =>
  Array.from({ length: MINUTES_PER_DAY / stepMinutes }, (_, index) => index * stepMinutes)
    .map((minute) => ({ text: printMinute(minute), at: wrap(minute - aheadMinutes) / MINUTES_PER_DAY }))
    .sort((one, other) => one.at - other.at)

interface Span {
  aheadMinutes: number
  untilMs: number
}

/** How far the other clock is ahead, as long as it was the same: the newest last. */
const spansOf = ({ fromMs, toMs }: AxisInput, zoneAt: OffsetAt, otherAt: OffsetAt): Span[] => {
  const spans: Span[] = []
  for (let atMs = fromMs; atMs < toMs; atMs += DAY_MS / 2) {
    const aheadMinutes = (otherAt(atMs) - zoneAt(atMs)) / MINUTE_MS
    const last = spans.at(-1)
    if (last?.aheadMinutes === aheadMinutes) last.untilMs = atMs
    else spans.push({ aheadMinutes, untilMs: atMs })
  }
  return spans
}

const dayText = (atMs: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone }).format(atMs)

/** The clock that is drawn, and below it the other one: as it is now first, then as it was before a change of the clock. */
export const prepareClockAxis = (input: AxisInput): AxisLine[] => {
  const { zone, other, widthPx } = input
  const most = Math.max(2, Math.floor(widthPx / TICK_PX))
  const step = STEPS.find((minutes) => MINUTES_PER_DAY / minutes <= most) ?? MINUTES_PER_DAY
  const own = { title: zone, ticks: ticksOf(0, step) }
  if (zone === other) return [own]
  const spans = spansOf(input, zoneOffset(zone), zoneOffset(other)).toReversed()
  const others = spans.map(({ aheadMinutes, untilMs }, place) => ({
    title: place === 0 ? other : `to ${dayText(untilMs, zone)}`,
    ticks: ticksOf(aheadMinutes, step),
  }))
  return [own, ...others]
}

/** What another clock shows at a time of the day on which the change of a clock decides nothing. */
export const otherMinutes = (
  minute: number,
  { zone, other, toMs }: Omit<AxisInput, 'widthPx' | 'fromMs'>,
): number => {
  const aheadMs = zoneOffset(other)(toMs - HOUR_MS) - zoneOffset(zone)(toMs - HOUR_MS)
  return wrap(minute + aheadMs / MINUTE_MS)
}
