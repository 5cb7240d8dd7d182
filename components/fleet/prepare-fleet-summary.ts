import { ASPECTS, type Aspect, type ResourceId } from '@/lib/core/checklist/types'
import type { FleetGrid } from '@/lib/contract/fleet'

export interface FleetTally {
  id: 'bad' | 'warn' | 'ok' | 'unmeasured' | 'stale' | 'gone'
  title: string
  count: number
}

export interface FleetHotspot {
  resource: ResourceId
  title: string
  aspect: Aspect
  bad: number
  warn: number
}

export interface FleetSummaryView {
  tallies: FleetTally[]
  /** The aspects with the most bad, then most warning nodes. */
  hotspots: FleetHotspot[]
  /** One sentence for the page's title and for whoever hears the page. */
  sentence: string
}

const MAX_HOTSPOTS = 4

const nodesText = (count: number): string => (count === 1 ? '1 node' : `${String(count)} nodes`)

const hotspotsOf = (grid: FleetGrid): FleetHotspot[] =>
  grid.resources
    .flatMap(({ id, title }) =>
      ASPECTS.map((aspect): FleetHotspot => {
        const counts = grid.summary.resources[id]?.[aspect]
        return { resource: id, title, aspect, bad: counts?.bad ?? 0, warn: counts?.warn ?? 0 }
      }),
    )
    .filter(({ bad, warn }) => bad + warn > 0)
    .sort((one, other) => other.bad - one.bad || other.warn - one.warn)

const sentenceOf = (grid: FleetGrid, worst: FleetHotspot | undefined): string => {
  const { bad, warn } = grid.summary.nodes
  const { stale, gone } = grid.summary.states
  const silent = stale + gone === 0 ? '' : ` ${nodesText(stale + gone)} silent.`
  if (worst === undefined || bad + warn === 0) {
    const measured = grid.summary.nodes.ok > 0
    return measured
      ? `Nothing is wrong where it is measured.${silent}`
      : `Nothing is measured in this window.${silent}`
  }
  const where = `${worst.title} ${worst.aspect}`
  return bad > 0
    ? `${nodesText(bad)} bad, most at ${where}.${silent}`
    : `${nodesText(warn)} in warning, most at ${where}.${silent}`
}

export const prepareFleetSummary = (grid: FleetGrid): FleetSummaryView => {
  const { nodes, states } = grid.summary
  const hotspots = hotspotsOf(grid)
  return {
    tallies: [
      { id: 'bad', title: 'bad', count: nodes.bad },
      { id: 'warn', title: 'warning', count: nodes.warn },
      { id: 'ok', title: 'ok', count: nodes.ok },
      { id: 'unmeasured', title: 'not measured', count: nodes.unmeasured },
      { id: 'stale', title: 'stale', count: states.stale },
      { id: 'gone', title: 'gone', count: states.gone },
    ],
    hotspots: hotspots.slice(0, MAX_HOTSPOTS),
    sentence: sentenceOf(grid, hotspots[0]),
  }
}

/** For the tab of the browser. */
export const fleetTitle = ({ summary }: FleetGrid): string => {
  const { bad, warn } = summary.nodes
  if (bad > 0) return `${String(bad)} bad · Fleet`
  return warn > 0 ? `${String(warn)} in warning · Fleet` : 'Fleet'
}
