import { formatDuration, formatMinute } from '@/components/ui/format-time'
import { formatLong } from '@/lib/core/format-value'
import type { AspectOrigin, VerdictRunAnswer } from '@/lib/contract/cell'
import type { AspectAnswer } from '@/lib/contract/checklist-answer'
import type { Zone } from '@/lib/contract/view-choices'

/** `since 10:12, for 38 min`, or from when to when it was. */
export const describeRun = (run: VerdictRunAnswer, zone: Zone): string => {
  const from = `${run.isFromStart ? 'before ' : ''}${formatMinute(run.fromMs, zone)}`
  const spanText = `${run.isFromStart ? 'over ' : ''}${formatDuration(run.toMs - run.fromMs)}`
  return run.isOngoing
    ? `since ${from}, for ${spanText}`
    : `from ${from} to ${formatMinute(run.toMs, zone)}, better since`
}

/** When it began and on which device it is worst, where that is known. */
export const describeOrigin = (
  origin: AspectOrigin | undefined,
  { unit, devices }: Pick<AspectAnswer, 'unit'> & { devices: string | null },
  zone: Zone,
): string[] => {
  if (origin === undefined) return []
  const { run, device } = origin
  return [
    ...(run === null ? [] : [describeRun(run, zone)]),
    ...(device === null || unit === null
      ? []
      : [`worst ${devices ?? 'device'}: ${device.name}, ${formatLong(device.value, unit)}`]),
  ]
}
