import { formatDateTime, formatDuration } from '@/components/ui/format-time'
import type { Zone } from '@/lib/contract/view-choices'

const TIMES: ReadonlySet<string> = new Set(['boot_time', 'launch_time'])
const EPOCH_MS = /^\d{12,14}$/

/** Times are kept as epoch milliseconds and read as a date and an age. */
export const factText = (name: string, value: string, zone: Zone, nowMs: number): string =>
  TIMES.has(name) && EPOCH_MS.test(value)
    ? `${formatDateTime(Number(value), zone)}, ${formatDuration(nowMs - Number(value))} ago`
    : value
