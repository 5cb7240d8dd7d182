'use client'

import { localZoneName } from '@/components/ui/time/page-clock'
import { useView } from '@/components/ui/view'
import type { ClockScope } from '@/lib/contract/clock'
import type { ViewState } from '@/lib/contract/view-state'

/** The zone whose clock is drawn. */
export const clockZoneOf = ({ clockZone, zone }: Pick<ViewState, 'clockZone' | 'zone'>): string =>
  clockZone === '' ? (zone === 'utc' ? 'UTC' : localZoneName()) : clockZone

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
