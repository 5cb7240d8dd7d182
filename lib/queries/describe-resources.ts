import type { AspectAnswer, FurtherMetric, ResourceAnswer } from '../contract/checklist-answer'
import { CHECKLIST, metricById } from '../core/checklist/checklist'
import { ASPECTS, type Aspect, type MetricDefinition, type ResourceDefinition } from '../core/checklist/types'

const NO_METRIC: AspectAnswer = {
  metric: null,
  title: '',
  unit: null,
  higherIsWorse: true,
  perDevice: false,
  deviceAggregation: null,
  judgedBy: 'peak',
  warn: null,
  bad: null,
  source: null,
  whenUnmeasured: '',
  notApplicable: null,
}

const toAspectAnswer = (metric: MetricDefinition, notApplicable: string | null): AspectAnswer => ({
  metric: metric.id,
  title: metric.title,
  unit: metric.unit,
  higherIsWorse: metric.higherIsWorse,
  perDevice: metric.perDevice,
  deviceAggregation: metric.deviceAggregation,
  judgedBy: metric.judgedBy,
  warn: metric.threshold?.warn ?? null,
  bad: metric.threshold?.bad ?? null,
  source: metric.threshold?.source ?? null,
  whenUnmeasured: metric.whenUnmeasured,
  notApplicable,
})

const describeAspect = ({ aspects }: ResourceDefinition, aspect: Aspect): AspectAnswer => {
  const { headline, notApplicable = null } = aspects[aspect]
  const metric = headline === null ? undefined : metricById(headline)
  return metric === undefined ? { ...NO_METRIC, notApplicable } : toAspectAnswer(metric, notApplicable)
}

const RESOURCES: ResourceAnswer[] = CHECKLIST.map((resource) => ({
  id: resource.id,
  title: resource.title,
  devices: resource.devices,
  aspects: {
    utilization: describeAspect(resource, 'utilization'),
    saturation: describeAspect(resource, 'saturation'),
    errors: describeAspect(resource, 'errors'),
  },
}))

export const describeResources = (): ResourceAnswer[] => RESOURCES

const isHeadline = ({ id }: MetricDefinition, { aspects }: ResourceDefinition): boolean =>
  ASPECTS.some((aspect) => aspects[aspect].headline === id)

/** All metrics but the headlines. */
export const describeFurtherMetrics = (): FurtherMetric[] =>
  CHECKLIST.flatMap((resource) =>
    resource.metrics
      .filter((metric) => !isHeadline(metric, resource))
      .map((metric) => ({
        ...toAspectAnswer(metric, null),
        resource: metric.resource,
        aspect: metric.aspect,
        metric: metric.id,
        unit: metric.unit,
      })),
  )
