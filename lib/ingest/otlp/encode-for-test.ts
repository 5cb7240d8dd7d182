/** What stands in JSON, written as protobuf by a table of the fields: the other half of every test that compares the two. */
type Type =
  'text' | 'bytes' | 'hex' | 'double' | 'fixed64' | 'sfixed64' | 'unsigned' | 'zigzag' | 'fixed32' | Message
type Field = readonly [number: number, type: Type, isPacked?: 'packed']
interface Message {
  [field: string]: Field
}

const ANY_VALUE: Message = {
  stringValue: [1, 'text'],
  boolValue: [2, 'unsigned'],
  intValue: [3, 'unsigned'],
  doubleValue: [4, 'double'],
  bytesValue: [7, 'bytes'],
}
const PAIR: Message = { key: [1, 'text'], value: [2, ANY_VALUE] }
ANY_VALUE['arrayValue'] = [5, { values: [1, ANY_VALUE] }]
ANY_VALUE['kvlistValue'] = [6, { values: [1, PAIR] }]

const TIMES: Message = { startTimeUnixNano: [2, 'fixed64'], timeUnixNano: [3, 'fixed64'] }
const NUMBER: Message = {
  ...TIMES,
  attributes: [7, PAIR],
  asDouble: [4, 'double'],
  asInt: [6, 'sfixed64'],
  flags: [8, 'unsigned'],
}
const EXPLICIT: Message = {
  ...TIMES,
  attributes: [9, PAIR],
  count: [4, 'fixed64'],
  sum: [5, 'double'],
  bucketCounts: [6, 'fixed64', 'packed'],
  explicitBounds: [7, 'double', 'packed'],
  flags: [10, 'unsigned'],
  min: [11, 'double'],
  max: [12, 'double'],
}
const BUCKETS: Message = { offset: [1, 'zigzag'], bucketCounts: [2, 'unsigned', 'packed'] }
const EXPONENTIAL: Message = {
  ...TIMES,
  attributes: [1, PAIR],
  count: [4, 'fixed64'],
  sum: [5, 'double'],
  scale: [6, 'zigzag'],
  zeroCount: [7, 'fixed64'],
  positive: [8, BUCKETS],
  negative: [9, BUCKETS],
  flags: [10, 'unsigned'],
  min: [12, 'double'],
  max: [13, 'double'],
  zeroThreshold: [14, 'double'],
}
const SUMMARY: Message = {
  ...TIMES,
  attributes: [7, PAIR],
  count: [4, 'fixed64'],
  sum: [5, 'double'],
  quantileValues: [6, { quantile: [1, 'double'], value: [2, 'double'] }],
  flags: [8, 'unsigned'],
}
const data = (point: Message): Message => ({
  dataPoints: [1, point],
  aggregationTemporality: [2, 'unsigned'],
  isMonotonic: [3, 'unsigned'],
})
const METRIC: Message = {
  name: [1, 'text'],
  description: [2, 'text'],
  unit: [3, 'text'],
  gauge: [5, data(NUMBER)],
  sum: [7, data(NUMBER)],
  histogram: [9, data(EXPLICIT)],
  exponentialHistogram: [10, data(EXPONENTIAL)],
  summary: [11, data(SUMMARY)],
}
const RESOURCE: Message = { attributes: [1, PAIR], droppedAttributesCount: [2, 'unsigned'] }
const SCOPE: Message = { name: [1, 'text'], version: [2, 'text'] }
const RECORD: Message = {
  timeUnixNano: [1, 'fixed64'],
  severityNumber: [2, 'unsigned'],
  severityText: [3, 'text'],
  body: [5, ANY_VALUE],
  attributes: [6, PAIR],
  flags: [8, 'fixed32'],
  traceId: [9, 'hex'],
  spanId: [10, 'hex'],
  observedTimeUnixNano: [11, 'fixed64'],
  eventName: [12, 'text'],
}
const METRICS_REQUEST: Message = {
  resourceMetrics: [
    1,
    { resource: [1, RESOURCE], scopeMetrics: [2, { scope: [1, SCOPE], metrics: [2, METRIC] }] },
  ],
}
const LOGS_REQUEST: Message = {
  resourceLogs: [
    1,
    { resource: [1, RESOURCE], scopeLogs: [2, { scope: [1, SCOPE], logRecords: [2, RECORD] }] },
  ],
}

const varint = (value: bigint): Buffer => {
  const bytes: number[] = []
  let left = BigInt.asUintN(64, value)
  for (; left >= 128n; left >>= 7n) bytes.push(Number(left & 127n) | 128)
  return Buffer.from([...bytes, Number(left)])
}

const eight = (write: (buffer: Buffer) => void): Buffer => {
  const buffer = Buffer.alloc(8)
  write(buffer)
  return buffer
}

const withLength = (bytes: Uint8Array): Buffer => Buffer.concat([varint(BigInt(bytes.length)), bytes])

const integer = (value: unknown): bigint => BigInt(typeof value === 'boolean' ? Number(value) : String(value))

const WIRES = {
  text: 2,
  bytes: 2,
  hex: 2,
  double: 1,
  fixed64: 1,
  sfixed64: 1,
  unsigned: 0,
  zigzag: 0,
  fixed32: 5,
}

const encodeValue = (type: Type, value: unknown): Buffer => {
  if (typeof type === 'object') return withLength(encodeMessage(type, value))
  switch (type) {
    case 'text':
      return withLength(Buffer.from(String(value)))
    case 'bytes':
      return withLength(Buffer.from(String(value), 'base64'))
    case 'hex':
      return withLength(Buffer.from(String(value), 'hex'))
    case 'double':
      return eight((buffer) => buffer.writeDoubleLE(Number(value)))
    case 'fixed64':
    case 'sfixed64':
      return eight((buffer) => buffer.writeBigUInt64LE(BigInt.asUintN(64, integer(value))))
    case 'unsigned':
      return varint(integer(value))
    case 'zigzag':
      return varint((integer(value) << 1n) ^ (integer(value) >> 63n))
    case 'fixed32':
      return Buffer.alloc(4)
  }
}

const encodeField = ([number, type, packed]: Field, value: unknown): Buffer => {
  const wire = typeof type === 'object' || packed === 'packed' ? 2 : WIRES[type]
  const tag = varint(BigInt((number << 3) | wire))
  const values: unknown[] = Array.isArray(value) ? value : [value]
  if (packed === 'packed')
    return Buffer.concat([tag, withLength(Buffer.concat(values.map((one) => encodeValue(type, one))))])
  return Buffer.concat(values.flatMap((one) => [tag, encodeValue(type, one)]))
}

const encodeMessage = (message: Message, value: unknown): Buffer =>
  Buffer.concat(
    Object.entries(value ?? {}).flatMap(([key, told]) => {
      const field = message[key]
      return field === undefined || told === null || told === undefined ? [] : [encodeField(field, told)]
    }),
  )

/** An ExportMetricsServiceRequest. */
export const encodeMetrics = (request: unknown): Buffer => encodeMessage(METRICS_REQUEST, request)

/** An ExportLogsServiceRequest. */
export const encodeLogs = (request: unknown): Buffer => encodeMessage(LOGS_REQUEST, request)

/** One metric of a node, as JSON; both encodings can be made of it. */
export const requestOf = (
  metrics: readonly unknown[],
  resource: Readonly<Record<string, string>> = { 'host.name': 'web-1', 'service.name': 'shop' },
) => ({
  resourceMetrics: [
    {
      resource: { attributes: attributesOf(resource) },
      scopeMetrics: [{ scope: { name: 'test' }, metrics }],
    },
  ],
})

/** Log records of a resource, as JSON; both encodings can be made of it. */
export const logsOf = (
  logRecords: readonly unknown[],
  resource: Readonly<Record<string, string>> = { 'host.name': 'web-1', 'service.name': 'shop' },
) => ({
  resourceLogs: [{ resource: { attributes: attributesOf(resource) }, scopeLogs: [{ logRecords }] }],
})

export const attributesOf = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } }))

export const nanosOf = (timeMs: number): string => (BigInt(timeMs) * 1_000_000n).toString()
