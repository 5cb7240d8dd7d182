export const ASPECTS = ['utilization', 'saturation', 'errors'] as const
export type Aspect = (typeof ASPECTS)[number]

export const RESOURCES = [
  'cpu',
  'memory',
  'swap',
  'disk',
  'filesystem',
  'network',
  'tcp',
  'tasks',
  'fd',
  'conntrack',
  'irq',
  'cgroup',
  'software',
] as const
export type ResourceId = (typeof RESOURCES)[number]

/** `<resource>.<aspect>.<name>`, for example `disk.saturation.queue`. */
export type MetricId = `${ResourceId}.${Aspect}.${string}`

export type Unit = 'ratio' | 'per_second' | 'bytes_per_second' | 'items' | 'seconds' | 'bytes'

/** How the values of several devices become the value of their node. */
export type DeviceAggregation = 'worst' | 'mean' | 'sum' | 'none'

/** Who delivers the source series; the order of a metric's sources is their order of preference. */
export type SourceKind = 'native' | 'node_exporter' | 'otel'

export interface Threshold {
  warn: number
  bad: number
  source: string
}
