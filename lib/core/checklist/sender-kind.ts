import type { SenderKind } from './switches'

/** What is known of whoever sends the series of a node. */
export interface SenderTraces {
  userAgents: readonly string[]
  /** Whether there are series named as node_exporter names them. */
  hasExporterSeries: boolean
  hasOtelSeries: boolean
}

const OWN_AGENT = 'usescope-agent/'

/** The own collector sends series of node_exporter's names too, so its own name comes first. */
export const senderKindOf = ({ userAgents, hasExporterSeries, hasOtelSeries }: SenderTraces): SenderKind => {
  if (userAgents.some((agent) => agent.startsWith(OWN_AGENT))) return 'collector'
  if (hasExporterSeries) return 'node_exporter'
  return hasOtelSeries ? 'otel' : 'other'
}
