import { NATIVE_PREFIX } from '../use-sample'
import { gauge, type Expression } from './expression'
import type { Aspect, DeviceNaming, MetricDefinition, MetricId, MetricSource, ResourceId } from './types'

type Optional =
  'higherIsWorse' | 'perDevice' | 'deviceAggregation' | 'threshold' | 'judgedBy' | 'applicability' | 'proc'

type MetricInput = Pick<MetricDefinition, 'title' | 'unit' | 'sources' | 'whenUnmeasured'> &
  Partial<Pick<MetricDefinition, Optional>>

const nativeSource = (id: MetricId): MetricSource => ({
  kind: 'native',
  expression: gauge(`${NATIVE_PREFIX}${id}`),
  device: { labels: [['device']] },
})

/** A metric of the checklist; values that a sender measured itself come before all other sources. */
export const defineMetric = (
  resource: ResourceId,
  aspect: Aspect,
  name: string,
  input: MetricInput,
): MetricDefinition => {
  const id: MetricId = `${resource}.${aspect}.${name}`
  return {
    higherIsWorse: true,
    perDevice: false,
    deviceAggregation: 'worst',
    threshold: null,
    judgedBy: 'peak',
    applicability: null,
    proc: null,
    ...input,
    id,
    resource,
    aspect,
    sources: [nativeSource(id), ...input.sources],
  }
}

type SourceOptions = Omit<MetricSource, 'kind' | 'expression'>

export const nodeExporter = (expression: Expression, options: SourceOptions = {}): MetricSource => ({
  kind: 'node_exporter',
  expression,
  ...options,
})
export const otel = (expression: Expression, options: SourceOptions = {}): MetricSource => ({
  kind: 'otel',
  expression,
  ...options,
})
/** Exporters of software, and cAdvisor. */
export const exporter = (expression: Expression, options: SourceOptions = {}): MetricSource => ({
  kind: 'exporter',
  expression,
  ...options,
})

/** OTel names, and the same as Prometheus writes them, also of senders that tell no unit. */
export const otelNames = (...names: string[]): readonly string[] => {
  const suffix = names.some((name) => name.endsWith('_total')) ? '_total' : ''
  const withoutUnit = names
    .filter((name) => name.includes('.'))
    .map((name) => name.replaceAll('.', '_') + suffix)
  return [...new Set([...names, ...withoutUnit])]
}
/** Attribute names as they are, and as labels of Prometheus. */
export const otelLabels = (...attributes: string[]): readonly string[] => [
  ...new Set(attributes.flatMap((name) => [name, name.replaceAll('.', '_')])),
]
export const deviceFrom = (...labels: string[]): DeviceNaming => ({ labels: [labels] })
