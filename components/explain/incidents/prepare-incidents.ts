import { formatRange } from '@/components/ui/format-time'
import type { ExplainAnswer } from '@/lib/contract/explain'
import type { IncidentAnswer, IncidentInput } from '@/lib/contract/incidents'
import { DEFAULT_VIEW, toSearch, type ViewState } from '@/lib/contract/view-state'
import { formatCount } from '@/lib/core/format-value'
import type { Window } from '@/lib/core/series'

export interface ListedIncident {
  incident: IncidentAnswer
  when: string
  href: string
  isOpen: boolean
}

const MOST_LISTED = 25

/** Those that are open first, each with a link to the explanation of its own window. */
export const prepareIncidents = (
  incidents: readonly IncidentAnswer[],
  view: ViewState,
): { listed: ListedIncident[]; shown: string } => {
  const listed = incidents
    .toSorted((one, other) => Number(other.closedMs === null) - Number(one.closedMs === null))
    .slice(0, MOST_LISTED)
    .map((incident) => ({
      incident,
      when: formatRange(incident, view.zone),
      href: windowHref(incident, view),
      isOpen: incident.closedMs === null,
    }))
  const shown = `${formatCount(listed.length)} of ${formatCount(incidents.length)} shown. They are no baseline of other windows.`
  return { listed, shown }
}

export const windowHref = ({ fromMs, toMs }: Window, view: ViewState): string =>
  `/explain${toSearch({
    ...view,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    baselineFrom: DEFAULT_VIEW.baselineFrom,
    baselineTo: DEFAULT_VIEW.baselineTo,
  })}`

/** What the window of an explanation is marked as; null where nobody marked just this one. */
export const markedTitle = (
  incidents: readonly IncidentAnswer[],
  { window, markedFor }: Pick<ExplainAnswer, 'window' | 'markedFor'>,
): string | null =>
  incidents.find(
    ({ cluster, fromMs, toMs }) =>
      (cluster === '' || cluster === markedFor) && fromMs === window.fromMs && toMs === window.toMs,
  )?.title ?? null

/** The window of an explanation, of the whole fleet or of the demonstration fleets, known by what rose in it. */
export const incidentOf = (
  { window, signature, markedFor }: ExplainAnswer,
  title: string,
): IncidentInput => ({
  cluster: markedFor,
  fromMs: window.fromMs,
  toMs: window.toMs,
  title,
  note: '',
  signature,
})
