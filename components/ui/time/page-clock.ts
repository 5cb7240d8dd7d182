import type { Zone } from '@/lib/contract/view-choices'
import { zoneOffset, type OffsetAt } from '@/lib/core/zoned-time'

const offsets = new Map<string, OffsetAt>()

/** Made once a zone: making one costs more than asking it. */
const offsetOf = (zoneName: string): OffsetAt => {
  const offsetAt = offsets.get(zoneName) ?? zoneOffset(zoneName)
  offsets.set(zoneName, offsetAt)
  return offsetAt
}

export const localZoneName = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** The clock that times are typed and read by: how far it is ahead of UTC at any moment, and what it is called. */
export interface PageClock {
  zoneName: string
  offsetAt: OffsetAt
}

export const pageClock = (zone: Zone): PageClock => {
  const zoneName = zone === 'utc' ? 'UTC' : localZoneName()
  return { zoneName, offsetAt: offsetOf(zoneName) }
}

export const namedClock = (zoneName: string): PageClock => ({ zoneName, offsetAt: offsetOf(zoneName) })
