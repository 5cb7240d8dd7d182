import type { IncomingHttpHeaders } from 'node:http'
import { InvalidInputError } from '@/lib/core/errors'
import type { BodyLease } from '@/lib/http/body-budget'
import { notUnderstood, parseContentType } from '../content-type'
import { inflateGzip } from '../native/inflate-gzip'
import { malformedJson } from './malformed'

export type OtlpEncoding = 'protobuf' | 'json'

export const CONTENT_TYPES: Readonly<Record<OtlpEncoding, string>> = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
}

/** Null where it is neither. */
export const encodingOf = (headers: IncomingHttpHeaders): OtlpEncoding | null => {
  const { type } = parseContentType(headers['content-type'])
  if (type === CONTENT_TYPES.protobuf || type === 'application/protobuf') return 'protobuf'
  return type === CONTENT_TYPES.json ? 'json' : null
}

export const requireEncoding = (headers: IncomingHttpHeaders): OtlpEncoding => {
  const encoding = encodingOf(headers)
  if (encoding !== null) return encoding
  throw notUnderstood('Content-Type must be application/x-protobuf or application/json', 'content_type')
}

const compressionOf = (headers: IncomingHttpHeaders): string =>
  headers['content-encoding']?.trim().toLowerCase() ?? 'identity'

export const checkOtlpHeaders = (headers: IncomingHttpHeaders): void => {
  requireEncoding(headers)
  if (!['identity', 'gzip', ''].includes(compressionOf(headers)))
    throw notUnderstood('Content-Encoding must be gzip or absent', 'content_encoding')
}

export const plainBody = async (
  body: Uint8Array,
  headers: IncomingHttpHeaders,
  maxBytes: number,
  lease: BodyLease,
): Promise<Uint8Array> => {
  const plain = compressionOf(headers) === 'gzip' ? await inflateGzip(body, maxBytes) : body
  if (plain.length > maxBytes)
    throw new InvalidInputError(`the body is larger than ${String(maxBytes)} bytes; send less at a time`, {
      status: 413,
      reason: 'body_too_large',
    })
  if (plain !== body) lease.take(plain.length)
  return plain
}

/** Each takes many times its bytes as an object. */
const MOST_JSON_VALUES = 4_000_000
const [BRACE, BRACKET, COMMA] = [0x7b, 0x5b, 0x2c]

const countValues = (body: Uint8Array): number => {
  let values = 0
  for (const byte of body) if (byte === COMMA || byte === BRACE || byte === BRACKET) values += 1
  return values
}

const strict = new TextDecoder('utf-8', { fatal: true })

/** An empty body tells nothing, which is no fault. */
export const parseJson = (body: Uint8Array): unknown => {
  if (body.length === 0) return {}
  if (countValues(body) > MOST_JSON_VALUES)
    throw new InvalidInputError('the body holds too many values; send less at a time', {
      status: 413,
      reason: 'body_too_large',
    })
  try {
    return JSON.parse(strict.decode(body))
  } catch (error) {
    throw malformedJson(error instanceof Error ? error.message : String(error))
  }
}
