import type { IncomingHttpHeaders } from 'node:http'
import { InvalidInputError } from '@/lib/core/errors'
import type { NodeIdentity } from '@/lib/core/series'
import { notUnderstood, parseContentType } from './content-type'
import type { NativeBatch } from './native/decode-samples'
import { inflateGzip } from './native/inflate-gzip'
import type { ItemRefusal } from './native/items-answer'
import type { SeriesTable } from './native/series-table'
import type { Refusals } from './refusals'

/** Longer than anything that programs print which are read here; patterns look back and forth in a line. */
export const LONGEST_LINE = 4096
const MOST_NAME = 1024
/** Postgres keeps neither; what an address says in bytes that are no text is read as the latter. */
const UNKEEPABLE = /[\0\ufffd]/

/** A log is text, perhaps in gzip. */
export function checkLogHeaders(headers: IncomingHttpHeaders): void {
  if (parseContentType(headers['content-type']).type !== 'text/plain')
    throw notUnderstood('Content-Type must be text/plain', 'content_type')
  if (!['identity', 'gzip'].includes(encodingOf(headers)))
    throw notUnderstood('Content-Encoding must be gzip or absent', 'content_encoding')
}

const encodingOf = (headers: IncomingHttpHeaders): string =>
  headers['content-encoding']?.trim().toLowerCase() ?? 'identity'

/** The node that the log was written on. */
export function nodeOfLog(search: URLSearchParams): NodeIdentity {
  const instance = search.get('node')?.trim() ?? ''
  const cluster = search.get('cluster')?.trim() ?? ''
  if (instance === '' || [instance, cluster].some((name) => name.length > MOST_NAME || UNKEEPABLE.test(name)))
    throw new InvalidInputError('node must name the node that the log was written on', { reason: 'node' })
  return { cluster, instance }
}

/** When its first line was written, where somebody says so. */
export function startOfLog(search: URLSearchParams): number | null {
  const text = search.get('startMs')
  if (text === null) return null
  if (!/^\d{1,15}$/.test(text))
    throw new InvalidInputError('startMs must be epoch milliseconds', { reason: 'time' })
  return Number(text)
}

const strict = new TextDecoder('utf-8', { fatal: true })

export async function readLog(
  body: Uint8Array,
  headers: IncomingHttpHeaders,
  maxBytes: number,
): Promise<string> {
  const plain = encodingOf(headers) === 'gzip' ? await inflateGzip(body, maxBytes) : body
  try {
    return strict.decode(plain)
  } catch {
    throw new InvalidInputError('the body is not UTF-8', { reason: 'malformed_text' })
  }
}

/** A sample of a log, and the line that tells it, from 0. */
export interface LogSample {
  ordinal: number
  timeMs: number
  value: number
  line: number
}

export interface ReadLog {
  series: SeriesTable
  samples: readonly LogSample[]
  lines: number
  itemRefusals: ItemRefusal[]
  refusals: Refusals
}

export const toLogBatch = ({ series, samples, lines, itemRefusals, refusals }: ReadLog): NativeBatch => ({
  seriesIds: new Int32Array(series.unresolved.length),
  groupIds: new Int32Array(series.unresolved.length),
  sampleOrdinals: Int32Array.from(samples, ({ ordinal }) => ordinal),
  timesMs: Float64Array.from(samples, ({ timeMs }) => timeMs),
  values: Float64Array.from(samples, ({ value }) => value),
  itemOfSample: Int32Array.from(samples, ({ line }) => line),
  histograms: [],
  unresolved: series.unresolved,
  nodeIds: new Set(),
  refusals,
  facts: [],
  release: () => undefined,
  items: lines,
  itemRefusals,
})
