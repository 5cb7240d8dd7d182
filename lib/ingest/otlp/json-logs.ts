import { storableText } from './any-value'
import { attributesAt, resourceAt, toAnyValue } from './json-attributes'
import { fieldsAt, fieldsOf, integerAt, listAt, textAt, type JsonFields } from './json-fields'
import { msOfNanos } from './nanos'
import type { OtlpResource } from './otlp-point'
import type { OtlpRecord } from './otlp-record'

/** As `readProtobufLogs`, of what `JSON.parse` made of the body. */
export function* readJsonLogs(body: unknown): Generator<OtlpRecord | null, void> {
  for (const told of listAt(fieldsOf(body, 'the body'), 'resourceLogs')) {
    const fields = fieldsOf(told, 'resourceLogs')
    const resource = resourceAt(fields)
    for (const scoped of listAt(fields, 'scopeLogs')) {
      yield null
      yield* readScope(fieldsOf(scoped, 'scopeLogs'), resource)
    }
  }
}

function* readScope(fields: JsonFields, resource: OtlpResource): Generator<OtlpRecord, void> {
  const scope = storableText(textAt(fieldsAt(fields, 'scope') ?? {}, 'name'))
  for (const record of listAt(fields, 'logRecords'))
    yield toRecord(fieldsOf(record, 'logRecords'), resource, scope)
}

const toRecord = (fields: JsonFields, resource: OtlpResource, scope: string): OtlpRecord => {
  const body = fieldsAt(fields, 'body')
  const timeMs = msOfNanos(integerAt(fields, 'timeUnixNano'))
  return {
    resource,
    scope,
    timeMs: timeMs === 0 ? msOfNanos(integerAt(fields, 'observedTimeUnixNano')) : timeMs,
    severity: Number(integerAt(fields, 'severityNumber')),
    severityText: storableText(textAt(fields, 'severityText')),
    eventName: storableText(textAt(fields, 'eventName')),
    body: body === null ? null : toAnyValue(body),
    attributes: attributesAt(fields, 'attributes'),
    traceId: idAt(fields, 'traceId'),
    spanId: idAt(fields, 'spanId'),
  }
}

/** In JSON, other than bytes elsewhere, these are hexadecimal. */
const idAt = (fields: JsonFields, key: string): string => {
  const text = textAt(fields, key)
  return /^[0-9a-fA-F]*$/.test(text) ? text.toLowerCase() : ''
}
