import { formatCount } from '@/lib/core/format-value'
import type { ClockBandAnswer } from '@/lib/contract/clock-band'

export interface BandSummary {
  /** 12 of 40 nodes lay above their thresholds, on 27 of 28 days. */
  sentence: string
  /** The newest day on which some node lay above its threshold; null where there is none. */
  latest: ClockBandAnswer['days'][number] | null
}

export const summariseBand = ({ days, above, total }: ClockBandAnswer): BandSummary => {
  const measured = days.filter(({ measured: nodes }) => nodes > 0)
  const seen = measured.filter(({ above: nodes }) => nodes > 0)
  if (measured.length === 0)
    return { sentence: 'Nothing was measured in this part of the day.', latest: null }
  const onDays = `on ${formatCount(seen.length)} of ${formatCount(measured.length)} days`
  return {
    sentence:
      above === 0
        ? `None of ${formatCount(total)} nodes lay above its own threshold on ${formatCount(measured.length)} days.`
        : `${formatCount(above)} of ${formatCount(total)} nodes lay above their own thresholds, ${onDays}.`,
    latest: seen.at(-1) ?? null,
  }
}
