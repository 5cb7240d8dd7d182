import { storableText } from './any-value'
import { bytesTag, fixed64Tag, varintTag, type FieldReader } from './field-reader'
import { msOfNanos } from './nanos'
import type { OtlpResource } from './otlp-point'
import { emptyRecord, type OtlpRecord } from './otlp-record'
import { readAnyValue, readAttribute } from './protobuf-attributes'
import { readResources } from './protobuf-resources'

const SCOPE = bytesTag(1)
const RECORDS = bytesTag(2)
const NAME = bytesTag(1)

const TIME = fixed64Tag(1)
const SEVERITY = varintTag(2)
const SEVERITY_TEXT = bytesTag(3)
const BODY = bytesTag(5)
const ATTRIBUTES = bytesTag(6)
const TRACE_ID = bytesTag(9)
const SPAN_ID = bytesTag(10)
const OBSERVED_TIME = fixed64Tag(11)
const EVENT_NAME = bytesTag(12)

/** The records of an ExportLogsServiceRequest, one after the other; null where nothing is told for a while. */
export const readProtobufLogs = (body: Uint8Array): Generator<OtlpRecord | null, void> =>
  readResources(body, readScopeLogs)

function* readScopeLogs(reader: FieldReader, resource: OtlpResource): Generator<OtlpRecord | null, void> {
  let scope = ''
  const head = reader.again()
  while (head.next())
    if (head.tag === SCOPE) scope = readScopeName(head.message())
    else head.skip()
  yield null
  while (reader.next())
    if (reader.tag === RECORDS) yield readRecord(reader.message(), emptyRecord(resource, scope))
    else reader.skip()
}

const readScopeName = (reader: FieldReader): string => {
  let name = ''
  while (reader.next())
    if (reader.tag === NAME) name = storableText(reader.text())
    else reader.skip()
  return name
}

const readRecord = (reader: FieldReader, record: OtlpRecord): OtlpRecord => {
  const attributes: [string, string][] = []
  let observedMs = 0
  while (reader.next())
    if (reader.tag === OBSERVED_TIME) observedMs = msOfNanos(reader.fixed64())
    else if (reader.tag === ATTRIBUTES) attributes.push(readAttribute(reader.message()))
    else if (!readField(reader, record) && !readId(reader, record)) reader.skip()
  return { ...record, attributes, timeMs: record.timeMs === 0 ? observedMs : record.timeMs }
}

/** Answers whether it was read. */
const readField = (reader: FieldReader, record: OtlpRecord): boolean => {
  if (reader.tag === TIME) record.timeMs = msOfNanos(reader.fixed64())
  else if (reader.tag === SEVERITY) record.severity = reader.number()
  else if (reader.tag === SEVERITY_TEXT) record.severityText = storableText(reader.text())
  else if (reader.tag === EVENT_NAME) record.eventName = storableText(reader.text())
  else if (reader.tag === BODY) record.body = readAnyValue(reader.message())
  else return false
  return true
}

const readId = (reader: FieldReader, record: OtlpRecord): boolean => {
  if (reader.tag === TRACE_ID) record.traceId = hexOf(reader.slice())
  else if (reader.tag === SPAN_ID) record.spanId = hexOf(reader.slice())
  else return false
  return true
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
