import type { IncomingHttpHeaders } from 'node:http'
import { InvalidInputError } from '@/lib/core/errors'
import { notUnderstood, parseContentType } from '../content-type'
import { inflateGzip } from './inflate-gzip'

const JSON_TYPES = ['application/json']
const LINES_TYPES = [
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonlines',
]

export function checkNativeHeaders(headers: IncomingHttpHeaders, further: readonly string[] = []): void {
  const { type } = parseContentType(headers['content-type'])
  if (!JSON_TYPES.includes(type) && !LINES_TYPES.includes(type) && !further.includes(type)) {
    const types = ['application/json', 'application/x-ndjson', ...further].join(' or ')
    throw notUnderstood(`Content-Type must be ${types}`, 'content_type')
  }
  if (!['identity', 'gzip'].includes(encodingOf(headers))) {
    throw notUnderstood('Content-Encoding must be gzip or absent', 'content_encoding')
  }
}

const encodingOf = (headers: IncomingHttpHeaders): string =>
  headers['content-encoding']?.trim().toLowerCase() ?? 'identity'

/** A document of the body, or why it could not be read. */
export type ReadDocument = { ok: true; value: unknown } | { ok: false; reason: string }

export const readText = async (
  body: Uint8Array,
  headers: IncomingHttpHeaders,
  maxInflatedBytes: number,
): Promise<string> =>
  decodeText(encodingOf(headers) === 'gzip' ? await inflateGzip(body, maxInflatedBytes) : body)

/** One document, a list of them, or one a line. */
export async function readDocuments(
  body: Uint8Array,
  headers: IncomingHttpHeaders,
  maxInflatedBytes: number,
): Promise<ReadDocument[]> {
  const text = await readText(body, headers, maxInflatedBytes)
  if (LINES_TYPES.includes(parseContentType(headers['content-type']).type)) {
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [parseLine(line)]))
  }
  const parsed = parseLine(text)
  if (!parsed.ok) throw new InvalidInputError(`the body is ${parsed.reason}`, { reason: 'malformed_json' })
  return Array.isArray(parsed.value) ? parsed.value.map((value: unknown) => ({ ok: true, value })) : [parsed]
}

function parseLine(line: string): ReadDocument {
  try {
    return { ok: true, value: JSON.parse(line) }
  } catch (error) {
    return { ok: false, reason: `not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

const strict = new TextDecoder('utf-8', { fatal: true })

function decodeText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    throw new InvalidInputError('the body is not UTF-8', { reason: 'malformed_json' })
  }
}
