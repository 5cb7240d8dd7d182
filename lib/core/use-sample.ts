import type { MetricId } from './checklist/types'

/** The device name under which the value of the whole node is kept. */
export const NODE_DEVICE = ''

/** Source series of values that a sender measured itself are called `use:<metric>`. */
export const NATIVE_PREFIX = 'use:'

/** Measured values of one metric of one node or device; what is not measured is absent, never zero. */
export interface UseSeries {
  metric: MetricId
  device: string
  timesMs: Float64Array
  values: Float64Array
}
