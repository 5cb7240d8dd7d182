import { explainHref } from '@/components/ui/explain-href'
import { toSearch, type ViewState } from '@/lib/contract/view-state'
import type { FleetNode } from '@/lib/contract/fleet'
import { nodeSearch } from './node-search'
import type { FleetColumn } from './prepare-fleet-columns'

interface CellMenuItem {
  title: string
  href: string
}

const FLEET = '/'

/** What explains a window, with an eye on a node of it. */
export const explainNodeHref = (view: ViewState, node: FleetNode): string =>
  explainHref(view, FLEET, { node: String(node.id) })

/** Where somebody may go from a cell: the reading that was pointed at, or the first of its resource. */
export const prepareCellMenu = (
  node: FleetNode,
  column: FleetColumn,
  aspect: string | null,
  view: ViewState,
): CellMenuItem[] => {
  const reading = column.readings.find((one) => one.aspect === aspect) ?? column.readings[0]
  const id = String(node.id)
  const { from, to, zone, filter, group } = view
  const metric = reading?.headline.metric ?? null
  const what = `${column.title} ${reading?.aspect ?? ''}`.trim()
  const ofMetric =
    metric === null
      ? []
      : [
          {
            title: `${what} of all nodes over time`,
            href: `/metric${toSearch({ from, to, zone, filter, group, metric })}`,
          },
          {
            title: `${what} by time of day`,
            href: `/clock${toSearch({ from, to, zone, metric, node: id })}`,
          },
          {
            title: `What moves with it`,
            href: `/correlations${toSearch({ from, to, zone, metric, node: id })}`,
          },
        ]
  return [
    { title: `Explain this window, ${node.name} first`, href: explainNodeHref(view, node) },
    { title: `Open ${node.name} at ${column.title}`, href: `/nodes/${id}${nodeSearch(view)}#${column.id}` },
    ...ofMetric,
  ]
}
