import { failedByLabels } from '@/lib/core/failures/classify-counter'
import type { NodeIdentity } from '@/lib/core/series'
import type { LatencySource } from '@/lib/store/latency/series'

type Pair = readonly [string, string]

/** What a metric of a time is called by those who follow the conventions of Prometheus or of OpenTelemetry. */
const UNITS: readonly (readonly [suffix: string, unitMs: number])[] = [
  ['_seconds', 1000],
  ['_milliseconds', 1],
  ['_microseconds', 0.001],
  ['_nanoseconds', 0.000001],
  ['_ms', 1],
  ['_us', 0.001],
  ['_usec', 0.001],
  ['_ns', 0.000001],
]

const SERVICE_LABELS = ['service', 'service_name', 'job']
const METHOD_LABELS = ['method', 'http_request_method', 'http_method', 'verb']
const ROUTE_LABELS = [
  'operation',
  'rpc',
  'grpc_method',
  'rpc_method',
  'db_operation_name',
  'handler',
  'route',
  'http_route',
  'path',
  'endpoint',
  'uri',
  'query',
  'command',
]
const UNKNOWN_SERVICE = 'unknown'
const SERVICE_NODE = 'service:'

/** A metric whose name ends with a unit of time: its name without it, and how many milliseconds the unit has. */
export const timeMetricOf = (name: string): { base: string; unitMs: number } | null => {
  for (const [suffix, unitMs] of UNITS)
    if (name.endsWith(suffix) && name.length > suffix.length)
      return { base: name.slice(0, -suffix.length), unitMs }
  return null
}

const firstOf = (pairs: readonly Pair[], names: readonly string[]): string | undefined => {
  for (const name of names) {
    const found = pairs.find(([label]) => label === name)
    if (found !== undefined) return found[1]
  }
  return undefined
}

/**
 * The service is `service` or the job, the operation the metric with its method and route; `vantage` is the vantage point. All other
 * labels only tell series apart, whose increments are added up; of those that say how requests ended, it is kept whether they failed.
 */
export const sourceOfLabels = (
  metric: string,
  base: string,
  pairs: readonly Pair[],
  node: NodeIdentity,
): LatencySource => {
  const isFailure = failedByLabels(Object.fromEntries(pairs))
  const words = [base, firstOf(pairs, METHOD_LABELS), firstOf(pairs, ROUTE_LABELS)]
  return {
    cluster: node.cluster,
    service: firstOf(pairs, SERVICE_LABELS) ?? UNKNOWN_SERVICE,
    operation: words.filter((word) => word !== undefined).join(' '),
    vantage: firstOf(pairs, ['vantage']) ?? '',
    node: node.instance.startsWith(SERVICE_NODE) ? null : node.instance,
    origin: JSON.stringify([metric, ...pairs.filter(([label]) => label !== 'le')]),
    ...(isFailure === null ? {} : { isFailure }),
  }
}
