import type { CoverageAnswer, MetricCoverage } from '@/lib/contract/coverage'
import { SENDER_KINDS, switchFor, type MetricSwitch, type SenderKind } from '@/lib/core/checklist/switches'
import type { Aspect, MetricId } from '@/lib/core/checklist/types'

export const SENDER_TITLES: Record<SenderKind, string> = {
  node_exporter: 'node_exporter',
  collector: 'the own collector',
  otel: 'OpenTelemetry hostmetrics',
  other: 'another sender',
}

export interface CoverageGroup {
  resourceTitle: string
  metrics: MetricCoverage[]
  absent: { aspect: Aspect; reason: string }[]
}

/** By resource in the order of the checklist; with `isWhole` also metrics that the fleet grid does not show. */
export const prepareGroups = (answer: CoverageAnswer, isWhole: boolean): CoverageGroup[] => {
  const groups = new Map<string, CoverageGroup>()
  for (const metric of answer.metrics) {
    const { resourceTitle } = metric
    const group = groups.get(resourceTitle) ?? {
      resourceTitle,
      metrics: [],
      absent: answer.notApplicable.filter((absent) => absent.resourceTitle === resourceTitle),
    }
    groups.set(resourceTitle, group)
    if (isWhole || metric.isHeadline) group.metrics.push(metric)
  }
  return [...groups.values()]
}

export interface HoleNode {
  id: number
  name: string
  cluster: string
}

/** The nodes of one kind of sender that do not measure a metric, and what to do there. */
export interface Hole {
  sender: SenderKind
  fix: MetricSwitch
  nodes: HoleNode[]
}

/** Most nodes first. */
export const prepareHoles = ({ nodes, metrics }: CoverageAnswer, id: MetricId): Hole[] => {
  const letters = metrics.find((metric) => metric.id === id)?.nodes ?? ''
  return SENDER_KINDS.flatMap((sender): Hole[] => {
    const fix = switchFor(id, sender)
    const lacking = nodes.id.flatMap((nodeId, place) =>
      letters[place] === 'u' && nodes.sender[place] === sender
        ? [{ id: nodeId, name: nodes.name[place] ?? '', cluster: nodes.cluster[place] ?? '' }]
        : [],
    )
    return fix === null || lacking.length === 0 ? [] : [{ sender, fix, nodes: lacking }]
  }).sort((one, other) => other.nodes.length - one.nodes.length)
}

/** Headline cells that some node does not measure, of all that apply. */
export const describeCoverage = ({ metrics, total }: CoverageAnswer): string => {
  const headlines = metrics.filter(({ isHeadline }) => isHeadline)
  const measured = headlines.reduce((sum, metric) => sum + metric.measured, 0)
  const all = measured + headlines.reduce((sum, metric) => sum + metric.unmeasured, 0)
  const share = all === 0 ? 0 : Math.floor((measured / all) * 100)
  return `${String(share)} % of the cells of ${String(total)} nodes are measured`
}
