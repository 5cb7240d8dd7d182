import type { AnyValue } from './any-value'
import type { Attributes, OtlpResource } from './otlp-point'

/** A log record with what stands above it. */
export interface OtlpRecord {
  resource: OtlpResource
  /** The library that tells it. */
  scope: string
  /** When it happened, or else when somebody saw it; 0 where neither is told. */
  timeMs: number
  /** From 1 to 24, the more severe the more; 0 where it is not told. */
  severity: number
  severityText: string
  eventName: string
  body: AnyValue
  attributes: Attributes
  /** In hexadecimal digits. */
  traceId: string
  spanId: string
}

export const emptyRecord = (resource: OtlpResource, scope: string): OtlpRecord => ({
  resource,
  scope,
  timeMs: 0,
  severity: 0,
  severityText: '',
  eventName: '',
  body: null,
  attributes: [],
  traceId: '',
  spanId: '',
})
