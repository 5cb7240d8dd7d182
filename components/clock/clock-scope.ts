'use client'

import { localZoneName } from '@/components/ui/time/page-clock'
import { useView } from '@/components/ui/view'
import type { ClockScope } from '@/lib/contract/clock'
import { parseTimeExpression } from '@/lib/contract/time-expression'
import type { ViewState } from '@/lib/contract/view-state'
import { DAY_MS, HOURS_PER_DAY, HOUR_MS } from '@/lib/core/times'
import { toIso } from './to-iso'

/** The zone whose clock is drawn. */
export const clockZoneOf = ({ clockZone, zone }: Pick<ViewState, 'clockZone' | 'zone'>): string =>
  clockZone === '' ? (zone === 'utc' ? 'UTC' : localZoneName()) : clockZone

/** From so many days before the end of the window. */
export const recurrencesWindow = ({ to, clockDays }: Pick<ViewState, 'to' | 'clockDays'>) => {
  const end = parseTimeExpression(to)
  const days = Number(clockDays)
  if (end === null || end.kind === 'relative') {
    const hoursAgo = Math.round((end?.agoMs ?? 0) / HOUR_MS)
    /** The spelling that the server finds ahead of being asked. */
    const from = hoursAgo === 0 ? `${String(days)}d` : `${String(hoursAgo + days * HOURS_PER_DAY)}h`
    return { from: `now-${from}`, to }
  }
  return { from: toIso(end.atMs - days * DAY_MS), to }
}

/** What the view asks of all that is drawn on the clock. */
export const useClockScope = (): ClockScope => {
  const [view] = useView()
  return {
    metric: view.metric,
    to: view.to,
    days: Number(view.clockDays),
    tz: clockZoneOf(view),
    weekdays: view.weekdays,
    filter: view.filter,
  }
}
