import { UNIT_SIGNS } from '@/lib/core/format-value'
import { ASPECTS, type Aspect, type ResourceId } from '@/lib/core/checklist/types'
import type { AspectAnswer, ResourceAnswer } from '@/lib/contract/checklist-answer'
import type { FleetSummary, VerdictCounts } from '@/lib/contract/fleet'

const ASPECT_LETTERS: Record<Aspect, string> = { utilization: 'U', saturation: 'S', errors: 'E' }

/** How much room a column needs: a number, a hint that nobody measures it, or that it does not apply. */
type ColumnWidth = 'reading' | 'narrow' | 'sliver'

export interface FleetReadingColumn {
  aspect: Aspect
  letter: string
  unitSign: string
  headline: AspectAnswer
  counts: VerdictCounts
  width: ColumnWidth
}

export interface FleetColumn {
  id: ResourceId
  title: string
  shortTitle: string
  /** What one of its devices is called; null where there are none. */
  device: string | null
  readings: FleetReadingColumn[]
  /** No node measures any of it: one hatched strip instead of three empty columns. */
  isCollapsed: boolean
}

const NO_COUNTS: VerdictCounts = { bad: 0, warn: 0, ok: 0, unmeasured: 0, not_applicable: 0 }

const isMeasured = ({ bad, warn, ok }: VerdictCounts): boolean => bad + warn + ok > 0

const SHORT_TITLES: Partial<Record<ResourceId, string>> = { fd: 'FD', conntrack: 'Conntrack', irq: 'IRQ' }

const widthOf = (headline: AspectAnswer, counts: VerdictCounts): ColumnWidth => {
  if (headline.metric === null) return 'sliver'
  return isMeasured(counts) ? 'reading' : 'narrow'
}

const toColumn = (resource: ResourceAnswer, summary: FleetSummary): FleetColumn => {
  const readings = ASPECTS.map((aspect): FleetReadingColumn => {
    const headline = resource.aspects[aspect]
    const counts = summary.resources[resource.id]?.[aspect] ?? NO_COUNTS
    const unitSign = headline.unit === null ? '' : UNIT_SIGNS[headline.unit]
    return {
      aspect,
      letter: ASPECT_LETTERS[aspect],
      unitSign,
      headline,
      counts,
      width: widthOf(headline, counts),
    }
  })
  return {
    id: resource.id,
    title: resource.title,
    shortTitle: SHORT_TITLES[resource.id] ?? resource.title,
    device: resource.devices,
    readings,
    isCollapsed: !readings.some(({ counts }) => isMeasured(counts)),
  }
}

export const prepareFleetColumns = (
  resources: readonly ResourceAnswer[],
  summary: FleetSummary,
): FleetColumn[] => resources.map((resource) => toColumn(resource, summary))

export interface ColumnCounts {
  '--readings': number
  '--narrows': number
  '--slivers': number
  '--strips': number
}

/** How many columns of each width there are, for the style sheet to add up. */
export const countColumns = (columns: readonly FleetColumn[]): ColumnCounts => {
  const widths = columns.flatMap((column) =>
    column.isCollapsed ? [] : column.readings.map(({ width }) => width),
  )
  const count = (width: ColumnWidth): number => widths.filter((one) => one === width).length
  return {
    '--readings': count('reading'),
    '--narrows': count('narrow'),
    '--slivers': count('sliver'),
    '--strips': columns.filter(({ isCollapsed }) => isCollapsed).length,
  }
}
