import type { HttpAnswer } from '@/lib/http/send'
import type { Problem } from '@/lib/http/to-problem'
import { CONTENT_TYPES, type OtlpEncoding } from './otlp-body'

const VARINT_BITS = 7

const varint = (value: number): number[] => {
  const bytes: number[] = []
  let left = value
  for (; left >= 128; left = Math.floor(left / 2 ** VARINT_BITS)) bytes.push((left % 128) | 128)
  return [...bytes, left]
}

const numberField = (field: number, value: number): Buffer =>
  value === 0 ? Buffer.alloc(0) : Buffer.from([field << 3, ...varint(value)])

const bytesField = (field: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([(field << 3) | 2, ...varint(bytes.length)]), bytes])

const textField = (field: number, text: string): Buffer =>
  text === '' ? Buffer.alloc(0) : bytesField(field, Buffer.from(text))

/** What of a request was not kept; nothing of it where all was. */
export interface PartialSuccess {
  rejected: number
  message: string
}

/** `ExportMetricsServiceResponse` or that of logs: the two differ in the name of one field of JSON. */
export const exportAnswer = (
  encoding: OtlpEncoding,
  rejectedField: 'rejectedDataPoints' | 'rejectedLogRecords',
  { rejected, message }: PartialSuccess,
): HttpAnswer => {
  const isWhole = rejected === 0 && message === ''
  const json = isWhole ? {} : { [rejectedField]: String(rejected), errorMessage: message }
  return {
    status: 200,
    headers: { 'content-type': CONTENT_TYPES[encoding] },
    body:
      encoding === 'json'
        ? JSON.stringify({ partialSuccess: json })
        : bytesField(1, Buffer.concat([numberField(1, rejected), textField(2, message)])),
  }
}

/** Of google.rpc.Code, by status of HTTP. */
const CODES: ReadonlyMap<number, number> = new Map([
  [400, 3],
  [401, 16],
  [403, 7],
  [404, 5],
  [405, 12],
  [408, 4],
  [413, 3],
  [415, 3],
  [503, 14],
])
const UNKNOWN_CODE = 2

/** What went wrong, as `google.rpc.Status`. */
export const statusAnswer = (encoding: OtlpEncoding, { status, detail, headers }: Problem): HttpAnswer => {
  const code = CODES.get(status) ?? UNKNOWN_CODE
  return {
    status,
    headers: { 'content-type': CONTENT_TYPES[encoding], ...headers },
    body:
      encoding === 'json'
        ? JSON.stringify({ code, message: detail })
        : Buffer.concat([numberField(1, code), textField(2, detail)]),
  }
}
