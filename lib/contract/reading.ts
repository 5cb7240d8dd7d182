import { z } from 'zod'
import { ASPECTS, RESOURCES } from '../core/checklist/types'
import { VERDICTS } from '../core/judge'
import { NODE_STATES } from '../core/node-state'

export const verdict = z.enum(VERDICTS)
export const nodeState = z.enum(NODE_STATES)

export const resourceId = z.enum(RESOURCES)
export const aspect = z.enum(ASPECTS)
export const metricId = z.templateLiteral([resourceId, '.', aspect, '.', z.string()], {
  error: 'must be <resource>.<aspect>.<name>, like disk.saturation.queue',
})
export const unit = z.enum(['ratio', 'per_second', 'bytes_per_second', 'items', 'seconds', 'bytes'])
export const deviceAggregation = z.enum(['worst', 'mean', 'sum', 'none'])

/** Null is not measured; zero is measured, and zero. */
const measured = z.number().nullable()

/** One aspect of one resource over the window; `peak` is the highest mean of any five minutes. */
const reading = z.object({ mean: measured, max: measured, last: measured, peak: measured, verdict })
export type Reading = z.infer<typeof reading>

export const resourceCells = z.partialRecord(aspect, reading)
export type ResourceCells = z.infer<typeof resourceCells>

export const nodeCells = z.partialRecord(resourceId, resourceCells)
export type NodeCells = z.infer<typeof nodeCells>
