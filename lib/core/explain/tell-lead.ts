import { formatLong } from '../format-value'
import { MINUTE_MS } from '../times'

/** "5 min before it began"; an onset is known to the minute at best, so what is closer to it comes as it begins. */
export const tellLead = (leadMs: number): string => {
  if (Math.abs(leadMs) < MINUTE_MS) return 'as it began'
  return `${formatLong(Math.abs(leadMs) / 1000, 'seconds')} ${leadMs > 0 ? 'before' : 'after'} it began`
}
