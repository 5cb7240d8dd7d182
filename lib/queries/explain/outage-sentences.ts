import { OUTAGE_SOURCE } from '../../contract/explain'
import type { MatchedEvent } from '../../core/explain/match-events'
import { tellLead } from '../../core/explain/tell-lead'
import { formatLong } from '../../core/format-value'
import type { Outage, OutageKind } from '../../core/outages/find-outages'
import { clockTime, tellEvent } from './sentences'

const MOST_TOLD = 6

const WAS: Readonly<Record<OutageKind, string>> = {
  node: 'was out',
  source: 'could reach nobody',
  target: 'could be reached by nobody',
  silence: 'was silent',
  path: 'could not reach',
}

interface Near {
  /** Whom a path leads to; null for what is out as a whole. */
  target: string | null
  windowToMs: number
  /** Until when anything is known at all. */
  asOfMs: number
}

/** "could be reached by nobody from 04:05 UTC for 12 min; 9 of 9 probes failed, and nothing was heard of it". */
export const tellNearOutage = (
  { kind, fromMs, toMs, evidence }: Pick<Outage, 'kind' | 'fromMs' | 'toMs' | 'evidence'>,
  { target, windowToMs, asOfMs }: Near,
): string => {
  const { probes, failed, isSilent } = evidence
  const whom = target === null ? '' : ` ${target}`
  const seen = [
    ...(probes > 0 ? [`${String(failed)} of ${String(probes)} probes failed`] : []),
    ...(isSilent && kind !== 'silence' ? ['nothing was heard of it'] : []),
  ]
  const lasting = tellLength({ fromMs, toMs }, { windowToMs, asOfMs })
  return `${WAS[kind]}${whom} from ${clockTime(fromMs)} ${lasting}${seen.length === 0 ? '' : `; ${seen.join(', and ')}`}.`
}

/** What the window does not show the end of may have ended since, unless nothing is known of later. */
const tellLength = (
  { fromMs, toMs }: Pick<Outage, 'fromMs' | 'toMs'>,
  { windowToMs, asOfMs }: Pick<Near, 'windowToMs' | 'asOfMs'>,
): string => {
  const endMs = Math.min(windowToMs, asOfMs)
  if (toMs !== null) return `for ${formatLong((Math.min(toMs, endMs) - fromMs) / 1000, 'seconds')}`
  return windowToMs < asOfMs ? 'until the end of the window at least' : 'on, and it has not ended'
}

/** Nodes before paths, those that lasted longest until `endMs` first. */
export const mostTelling = <One extends Pick<Outage, 'kind' | 'fromMs' | 'toMs'>>(
  outages: readonly One[],
  endMs: number,
): One[] => {
  const lengthOf = ({ fromMs, toMs }: One): number => Math.min(toMs ?? endMs, endMs) - fromMs
  return outages
    .toSorted(
      (one, other) =>
        Number(one.kind === 'path') - Number(other.kind === 'path') || lengthOf(other) - lengthOf(one),
    )
    .slice(0, MOST_TOLD)
}

export const tellMatch = (event: MatchedEvent): string => {
  if (event.source !== OUTAGE_SOURCE) return tellEvent(event)
  const { matched, of, leadMs } = event
  const who = of === 1 ? 'The affected node was' : `${String(matched)} of ${String(of)} affected nodes were`
  return `${who} out ${tellLead(leadMs)}.`
}
