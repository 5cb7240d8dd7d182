import type { Schedule } from '@/lib/core/schedule/schedule-fact'

/** A timer of systemd as it is set, and how it ran last. */
export interface Timer {
  unit: string
  schedule: Schedule
  isPersistent: boolean
  /** Each null where it is not known or has not happened. */
  lastRunMs: number | null
  /** When what it started ended. */
  lastEndMs: number | null
  nextRunMs: number | null
}

/** Lists them all; null where it cannot. */
export type ListTimers = (nowMs: number) => Timer[] | null | Promise<Timer[] | null>
