import type { AspectAnswer } from '@/lib/contract/checklist-answer'
import { formatLong } from '@/lib/core/format-value'

/** From where on a value is a warning and bad, in one line. */
export const describeThresholds = ({ warn, bad, unit, higherIsWorse }: AspectAnswer): string => {
  if (warn === null || bad === null || unit === null) return 'Shown, never judged'
  const sign = higherIsWorse ? '≥' : '≤'
  const badText = `bad ${sign} ${formatLong(bad, unit)}`
  return warn === bad ? badText : `warning ${sign} ${formatLong(warn, unit)}, ${badText}`
}
