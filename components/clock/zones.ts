import { localZoneName } from '@/components/ui/time/page-clock'

const UTC = 'UTC'

/** The clock beside the one that is drawn: UTC, or that of the browser where UTC is drawn. */
export const otherZone = (zone: string): string => (zone === UTC ? localZoneName() : UTC)

/** Every zone that the browser knows. */
export const knownZones = (): readonly string[] => [UTC, ...Intl.supportedValuesOf('timeZone')]
