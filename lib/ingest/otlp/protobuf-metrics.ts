import { bytesTag, varintTag, type FieldReader } from './field-reader'
import {
  temporalityOf,
  type OtlpMetric,
  type OtlpPoint,
  type OtlpResource,
  type PointData,
} from './otlp-point'
import { readExplicitPoint, readExponentialPoint, readNumberPoint, readSummaryPoint } from './protobuf-points'
import { readResources } from './protobuf-resources'

const METRICS = bytesTag(2)

const NAME = bytesTag(1)
const UNIT = bytesTag(3)

const DATA_POINTS = bytesTag(1)
const TEMPORALITY = varintTag(2)
const IS_MONOTONIC = varintTag(3)

/** By the field that holds them. */
const KINDS = new Map<number, (reader: FieldReader) => PointData>([
  [bytesTag(5), (reader: FieldReader) => readNumberPoint(reader, 'gauge')],
  [bytesTag(7), (reader: FieldReader) => readNumberPoint(reader, 'sum')],
  [bytesTag(9), readExplicitPoint],
  [bytesTag(10), readExponentialPoint],
  [bytesTag(11), readSummaryPoint],
])

/** The data points of an ExportMetricsServiceRequest, one after the other; null where nothing is told for a while. */
export const readProtobufMetrics = (body: Uint8Array): Generator<OtlpPoint | null, void> =>
  readResources(body, readScopeMetrics)

function* readScopeMetrics(reader: FieldReader, resource: OtlpResource): Generator<OtlpPoint | null, void> {
  while (reader.next())
    if (reader.tag === METRICS) yield* readMetric(reader.message(), resource)
    else {
      reader.skip()
      yield null
    }
}

function* readMetric(reader: FieldReader, resource: OtlpResource): Generator<OtlpPoint | null, void> {
  const head = reader.again()
  let [name, unit] = ['', '']
  while (head.next())
    if (head.tag === NAME) name = head.text()
    else if (head.tag === UNIT) unit = head.text()
    else head.skip()
  yield null
  while (reader.next()) {
    const read = KINDS.get(reader.tag)
    if (read === undefined) reader.skip()
    else yield* readData(reader.message(), { name, unit }, resource, read)
  }
}

function* readData(
  reader: FieldReader,
  { name, unit }: Pick<OtlpMetric, 'name' | 'unit'>,
  resource: OtlpResource,
  read: (reader: FieldReader) => PointData,
): Generator<OtlpPoint | null, void> {
  const metric: OtlpMetric = { name, unit, temporality: 'unspecified', isMonotonic: false }
  const head = reader.again()
  while (head.next())
    if (head.tag === TEMPORALITY) metric.temporality = temporalityOf(head.number())
    else if (head.tag === IS_MONOTONIC) metric.isMonotonic = head.boolean()
    else head.skip()
  while (reader.next())
    if (reader.tag === DATA_POINTS) yield { resource, metric, data: read(reader.message()) }
    else reader.skip()
}
