import type { NodeCells, Reading, ResourceCells } from '../contract/reading'
import type { MetricId } from '../core/checklist/types'
import type { FoldedReadings } from './fold-readings'
import type { HeadlineCell } from './headline-cells'
import { tidyReading, toReading } from './to-reading'

const UNMEASURED: Reading = { mean: null, max: null, last: null, peak: null, verdict: 'unmeasured' }
const NOT_APPLICABLE: Reading = { ...UNMEASURED, verdict: 'not_applicable' }

/** The reading of every cell, in the order of `cells`. */
export const readingsOfSlot = (
  cells: readonly HeadlineCell[],
  folded: ReadonlyMap<MetricId, FoldedReadings>,
  slot: number,
): Reading[] =>
  cells.map(({ metric }) => {
    if (metric === null) return NOT_APPLICABLE
    const values = folded.get(metric.id)
    const applicability = metric.applicability === null ? undefined : folded.get(metric.applicability)
    if (values !== undefined) return toReading(metric, values, applicability, slot)
    return applicability?.last[slot] === 0 ? NOT_APPLICABLE : UNMEASURED
  })

export const toCells = (cells: readonly HeadlineCell[], readings: readonly Reading[]): NodeCells => {
  const byResource: NodeCells = {}
  cells.forEach(({ resource, aspect }, index) => {
    const ofResource: ResourceCells = byResource[resource] ?? {}
    ofResource[aspect] = tidyReading(readings[index] ?? UNMEASURED)
    byResource[resource] = ofResource
  })
  return byResource
}
