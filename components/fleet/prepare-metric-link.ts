import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import { cellSort } from '@/lib/contract/fleet-sort'
import { toSearch, type ViewState } from '@/lib/contract/view-state'
import { ASPECTS } from '@/lib/core/checklist/types'

export interface MetricLink {
  title: string
  href: string
}

/** Where what a column shows is seen of all nodes over time; null for a column that is not of one metric. */
export const prepareMetricLink = (
  column: string,
  resources: readonly ResourceAnswer[],
  { from, to, zone, filter, group }: ViewState,
): MetricLink | null => {
  for (const { id, title, aspects } of resources)
    for (const aspect of ASPECTS) {
      const { metric } = aspects[aspect]
      if (cellSort(id, aspect) !== column || metric === null) continue
      const search = toSearch({ from, to, zone, filter, group, metric })
      return { title: `${title} ${aspect}`, href: `/metric${search}` }
    }
  return null
}
