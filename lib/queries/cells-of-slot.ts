import type { NodeCells, Reading, ResourceCells } from '../contract/reading'
import type { MetricId } from '../core/checklist/types'
import { judge, type Verdict } from '../core/judge'
import type { FoldedReadings } from './fold-readings'
import type { HeadlineCell } from './headline-cells'
import { tidy } from './tidy'

type FoldedByMetric = ReadonlyMap<MetricId, FoldedReadings>

const numberAt = (values: Float64Array | undefined, slot: number): number | null => {
  const value = values?.[slot] ?? NaN
  return Number.isFinite(value) ? value : null
}

/** The verdict of every cell, in the order of `cells`; a large fleet is ranked by these alone. */
export const verdictsOfSlot = (
  cells: readonly HeadlineCell[],
  folded: FoldedByMetric,
  slot: number,
): Verdict[] =>
  cells.map(({ metric }) => {
    if (metric === null) return 'not_applicable'
    const values = folded.get(metric.id)
    const applicability = metric.applicability === null ? undefined : folded.get(metric.applicability)
    return judge(metric, {
      mean: numberAt(values?.mean, slot),
      max: null,
      last: null,
      peak: numberAt(values?.peak, slot),
      applicable: numberAt(applicability?.last, slot),
    })
  })

/** How near a cell is to its bad threshold: 1 is at it, whatever the metric; 0 where nothing is judged. */
const pressureOfSlot = ({ metric }: HeadlineCell, folded: FoldedByMetric, slot: number): number => {
  if (metric === null || metric.threshold === null || metric.threshold.bad <= 0) return 0
  const value = numberAt(folded.get(metric.id)?.[metric.judgedBy], slot)
  if (value === null) return 0
  const { bad } = metric.threshold
  return metric.higherIsWorse ? value / bad : bad / Math.max(value, Number.MIN_VALUE)
}

export const pressuresOf =
  (cells: readonly HeadlineCell[], folded: FoldedByMetric) =>
  (place: number, slot: number): number => {
    const cell = cells[place]
    return cell === undefined ? 0 : pressureOfSlot(cell, folded, slot)
  }

const tidyAt = (values: Float64Array | undefined, slot: number): number | null => {
  const value = numberAt(values, slot)
  return value === null ? null : tidy(value)
}

const toReading = (values: FoldedReadings | undefined, slot: number, verdict: Verdict): Reading => ({
  mean: tidyAt(values?.mean, slot),
  max: tidyAt(values?.max, slot),
  last: tidyAt(values?.last, slot),
  peak: tidyAt(values?.peak, slot),
  verdict,
})

export const cellsOfSlot = (
  cells: readonly HeadlineCell[],
  folded: FoldedByMetric,
  slot: number,
): NodeCells => {
  const verdicts = verdictsOfSlot(cells, folded, slot)
  const byResource: NodeCells = {}
  cells.forEach(({ resource, aspect, metric }, place) => {
    const ofResource: ResourceCells = byResource[resource] ?? {}
    const values = metric === null ? undefined : folded.get(metric.id)
    ofResource[aspect] = toReading(values, slot, verdicts[place] ?? 'unmeasured')
    byResource[resource] = ofResource
  })
  return byResource
}
