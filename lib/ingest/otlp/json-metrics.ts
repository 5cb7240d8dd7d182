import { attributesAt, resourceAt } from './json-attributes'
import {
  booleanAt,
  doubleAt,
  fieldsAt,
  fieldsOf,
  hasField,
  integerAt,
  listAt,
  textAt,
  toDouble,
  toInteger,
  type JsonFields,
} from './json-fields'
import { msOfNanos } from './nanos'
import {
  emptyExplicit,
  emptyExponential,
  emptyNumber,
  emptySummary,
  MOST_NUMBERS,
  NO_RECORDED_VALUE,
  temporalityOf,
  type NumberPoint,
  type OtlpBuckets,
  type OtlpMetric,
  type OtlpPoint,
  type OtlpResource,
  type PointData,
} from './otlp-point'

const headOf = (fields: JsonFields) => ({
  attributes: attributesAt(fields, 'attributes'),
  startMs: msOfNanos(integerAt(fields, 'startTimeUnixNano')),
  timeMs: msOfNanos(integerAt(fields, 'timeUnixNano')),
  isGap: (Number(integerAt(fields, 'flags')) & NO_RECORDED_VALUE) !== 0,
})

const numbersAt = (
  fields: JsonFields,
  key: string,
  read: (value: unknown, what: string) => bigint | number,
): number[] =>
  listAt(fields, key)
    .slice(0, MOST_NUMBERS)
    .map((value) => Number(read(value, key)))

const toNumberPoint = (fields: JsonFields, form: NumberPoint['form']): NumberPoint => {
  const head = headOf(fields)
  const told = { ...emptyNumber(form), ...head }
  if (hasField(fields, 'asInt')) return { ...told, value: Number(integerAt(fields, 'asInt')) }
  const value = hasField(fields, 'asDouble') ? doubleAt(fields, 'asDouble', 0) : null
  return { ...told, value }
}

const figuresOf = (fields: JsonFields) => ({
  count: Number(integerAt(fields, 'count')),
  sum: doubleAt(fields, 'sum', NaN),
  min: doubleAt(fields, 'min', NaN),
  max: doubleAt(fields, 'max', NaN),
})

const toExplicitPoint = (fields: JsonFields): PointData => ({
  ...emptyExplicit(),
  ...headOf(fields),
  ...figuresOf(fields),
  bounds: numbersAt(fields, 'explicitBounds', toDouble),
  counts: numbersAt(fields, 'bucketCounts', toInteger),
})

const bucketsAt = (fields: JsonFields, key: string): OtlpBuckets => {
  const buckets = fieldsAt(fields, key) ?? {}
  return {
    offset: Number(integerAt(buckets, 'offset')),
    counts: numbersAt(buckets, 'bucketCounts', toInteger),
  }
}

const toExponentialPoint = (fields: JsonFields): PointData => ({
  ...emptyExponential(),
  ...headOf(fields),
  ...figuresOf(fields),
  scale: Number(integerAt(fields, 'scale')),
  zeroCount: Number(integerAt(fields, 'zeroCount')),
  zeroThreshold: doubleAt(fields, 'zeroThreshold', 0),
  positive: bucketsAt(fields, 'positive'),
  negative: bucketsAt(fields, 'negative'),
})

const toSummaryPoint = (fields: JsonFields): PointData => ({
  ...emptySummary(),
  ...headOf(fields),
  count: Number(integerAt(fields, 'count')),
  sum: doubleAt(fields, 'sum', 0),
  quantiles: listAt(fields, 'quantileValues')
    .slice(0, MOST_NUMBERS)
    .map((value) => {
      const told = fieldsOf(value, 'a quantile')
      return { quantile: doubleAt(told, 'quantile', 0), value: doubleAt(told, 'value', 0) }
    }),
})

/** By the field that holds them. */
const KINDS: readonly (readonly [field: string, read: (fields: JsonFields) => PointData])[] = [
  ['gauge', (fields) => toNumberPoint(fields, 'gauge')],
  ['sum', (fields) => toNumberPoint(fields, 'sum')],
  ['histogram', toExplicitPoint],
  ['exponentialHistogram', toExponentialPoint],
  ['summary', toSummaryPoint],
]

/** As `readProtobufMetrics`, of what `JSON.parse` made of the body. */
export function* readJsonMetrics(body: unknown): Generator<OtlpPoint | null, void> {
  for (const told of listAt(fieldsOf(body, 'the body'), 'resourceMetrics')) {
    const fields = fieldsOf(told, 'resourceMetrics')
    const resource = resourceAt(fields)
    for (const scope of listAt(fields, 'scopeMetrics'))
      for (const metric of listAt(fieldsOf(scope, 'scopeMetrics'), 'metrics')) {
        yield null
        yield* readMetric(fieldsOf(metric, 'metrics'), resource)
      }
  }
}

function* readMetric(fields: JsonFields, resource: OtlpResource): Generator<OtlpPoint, void> {
  const [name, unit] = [textAt(fields, 'name'), textAt(fields, 'unit')]
  for (const [field, read] of KINDS) {
    const data = fieldsAt(fields, field)
    if (data === null) continue
    const metric: OtlpMetric = {
      name,
      unit,
      temporality: temporalityOf(Number(integerAt(data, 'aggregationTemporality'))),
      isMonotonic: booleanAt(data, 'isMonotonic'),
    }
    for (const point of listAt(data, 'dataPoints'))
      yield { resource, metric, data: read(fieldsOf(point, 'dataPoints')) }
  }
}
