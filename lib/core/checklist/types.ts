import type { Expression } from './expression'

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
export type SourceKind = 'native' | 'node_exporter' | 'otel' | 'exporter'

/** A value at least this high is `warn` or `bad`; at most this low where lower is worse. */
export interface Threshold {
  warn: number
  bad: number
  /** Where the figures come from. */
  source: string
}

/** How the device of a source series is called. */
export interface DeviceNaming {
  /** The parts of the name, joined by `/`; each part is the first of these labels that is present. */
  labels: readonly (readonly string[])[]
  /** Put before the name, unless the name begins with it. */
  prefix?: string
  /** The name itself, where no label names the device. */
  fixed?: string
  /** Devices that are made of others (md0, dm-3) decide their node's value as well. */
  stackedDecide?: boolean
}

export interface MetricSource {
  kind: SourceKind
  expression: Expression
  /** Absent where the series describe the whole node. */
  device?: DeviceNaming
  /** Labels that neither name a device nor tell two senders apart. */
  ignoredLabels?: readonly string[]
  /** Many programs export these series: they do not make their sender a host. */
  incidental?: boolean
}

export interface MetricDefinition {
  id: MetricId
  resource: ResourceId
  aspect: Aspect
  title: string
  unit: Unit
  higherIsWorse: boolean
  /** Whether each device's own values are kept beside the node's. */
  perDevice: boolean
  deviceAggregation: DeviceAggregation
  /** Null where the metric is shown but never judged. */
  threshold: Threshold | null
  /** `peak` is the worst mean of any five minutes of the window, `mean` that of the window. */
  judgedBy: 'peak' | 'mean'
  /** A metric whose last value 0 says that this one cannot apply to the node: no swap, no swap use. */
  applicability: MetricId | null
  sources: readonly MetricSource[]
  /** Which files of /proc and /sys it is made of. */
  proc: string | null
  /** What to do when it is not measured. */
  whenUnmeasured: string
}

export interface AspectDefinition {
  /** The metric that the fleet grid shows; null where the aspect does not apply. */
  headline: MetricId | null
  notApplicable?: string
}

export interface ResourceDefinition {
  id: ResourceId
  title: string
  /** What one of its devices is called; null where there are none. */
  devices: string | null
  aspects: Record<Aspect, AspectDefinition>
  metrics: readonly MetricDefinition[]
}
