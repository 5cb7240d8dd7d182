import { OUTAGE_SOURCE } from '../../contract/explain'
import type { OutageEpisodeAnswer } from '../../contract/outages'
import type { MatchedEvent } from '../../core/explain/match-events'
import { formatLong } from '../../core/format-value'
import { clockTime, tellEvent } from './sentences'

const WAS: Readonly<Record<OutageEpisodeAnswer['kind'], string>> = {
  node: 'was out',
  source: 'reached nobody',
  target: 'was reached by nobody',
  silence: 'was silent',
  path: 'did not reach',
}

/** "was reached by nobody from 04:05 UTC for 12 min; 9 of 9 probes failed, and nothing was heard of it". */
export const tellNearOutage = (episode: OutageEpisodeAnswer): string => {
  const { kind, target, fromMs, toMs, probes, failed, isSilent } = episode
  const whom = target === null ? '' : ` ${target.name}`
  const lasting = toMs === null ? 'and still is' : `for ${formatLong((toMs - fromMs) / 1000, 'seconds')}`
  const seen = [
    ...(probes > 0 ? [`${String(failed)} of ${String(probes)} probes failed`] : []),
    ...(isSilent && kind !== 'silence' ? ['nothing was heard of it'] : []),
  ]
  return `${WAS[kind]}${whom} from ${clockTime(fromMs)} ${lasting}${seen.length === 0 ? '' : `; ${seen.join(', and ')}`}.`
}

export const tellMatch = (event: MatchedEvent): string => {
  if (event.source !== OUTAGE_SOURCE) return tellEvent(event)
  const { matched, of, leadMs } = event
  const who = of === 1 ? 'The affected node was' : `${String(matched)} of ${String(of)} affected nodes were`
  const apart = formatLong(Math.abs(leadMs) / 1000, 'seconds')
  if (leadMs === 0) return `${who} out when it began.`
  return `${who} out, ${leadMs > 0 ? `${apart} before it began` : `${apart} after it began`}.`
}
