import type { NodeCells, Reading, ResourceCells } from '../contract/reading'
import type { MetricId } from '../core/checklist/types'
import { judge, type Verdict } from '../core/judge'
import type { FoldedReadings } from '../core/reading-fold'
import type { HeadlineCell } from './headline-cells'

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

/** The value that the verdict of a cell is made from. */
export const judgedValue = (
  { metric }: HeadlineCell,
  folded: FoldedByMetric,
  slot: number,
): number | null => {
  if (metric === null) return null
  const values = folded.get(metric.id)
  return numberAt(values?.[metric.judgedBy], slot) ?? numberAt(values?.mean, slot)
}

/** How near a cell is to its bad threshold: 1 is at it, whatever the metric; 0 where nothing is judged. */
const pressureOfSlot = (cell: HeadlineCell, folded: FoldedByMetric, slot: number): number => {
  const { metric } = cell
  if (metric === null || metric.threshold === null || metric.threshold.bad <= 0) return 0
  const value = judgedValue(cell, folded, slot)
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

const NOTHING_MEASURED = { mean: null, max: null, last: null, peak: null }

/** Of the many cells that nobody measures there need not be many. */
const UNMEASURED: Reading = { ...NOTHING_MEASURED, verdict: 'unmeasured' }
const NOT_APPLICABLE: Reading = { ...NOTHING_MEASURED, verdict: 'not_applicable' }

const toReading = (values: FoldedReadings | undefined, slot: number, verdict: Verdict): Reading => {
  const mean = numberAt(values?.mean, slot)
  if (mean === null && verdict === 'unmeasured') return UNMEASURED
  if (mean === null && verdict === 'not_applicable') return NOT_APPLICABLE
  return {
    mean,
    max: numberAt(values?.max, slot),
    last: numberAt(values?.last, slot),
    peak: numberAt(values?.peak, slot),
    verdict,
  }
}

/** `verdicts` are those of the slot, in the order of `cells`. */
export const cellsOfSlot = (
  cells: readonly HeadlineCell[],
  folded: FoldedByMetric,
  slot: number,
  verdicts: readonly Verdict[],
): NodeCells => {
  const byResource: NodeCells = {}
  for (let place = 0; place < cells.length; place += 1) {
    const cell = cells[place]
    if (cell === undefined) continue
    const ofResource: ResourceCells = (byResource[cell.resource] ??= {})
    const values = cell.metric === null ? undefined : folded.get(cell.metric.id)
    ofResource[cell.aspect] = toReading(values, slot, verdicts[place] ?? 'unmeasured')
  }
  return byResource
}
