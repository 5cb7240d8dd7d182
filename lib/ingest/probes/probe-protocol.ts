import type { IncomingHttpHeaders } from 'node:http'
import { InvalidInputError } from '@/lib/core/errors'
import { PROBE_SECONDS, PROBE_SUCCESS } from '@/lib/core/outages/probe-series'
import type { NodeIdentity } from '@/lib/core/series'
import { notUnderstood, parseContentType } from '../content-type'
import { inflateGzip } from '../native/inflate-gzip'
import { nativeAnswer } from '../native/native-protocol'
import type { NativeBatch } from '../native/decode-samples'
import { SeriesTable } from '../native/series-table'
import type { IngestProtocol } from '../protocol'
import { Refusals } from '../refusals'
import { timeRefusalOf, timeText, type AcceptedTimes } from '../sample-times'
import { parseProbeLog, type LoggedProbe, type ProbeLog } from './parse-probe-log'

const MOST_NAME = 1024
/** Postgres keeps neither; what an address says in bytes that are no text is read as the latter. */
const UNKEEPABLE = /[\0\ufffd]/

/** `POST /api/v1/probes?node=`: what nping or ping printed on that node. */
export const createProbeProtocol = (maxInflatedBytes: number): IngestProtocol<NativeBatch> => ({
  name: 'probes',
  checkHeaders,
  decode: async (body, { headers, search, times }) => {
    const node = nodeOf(search)
    const text = await readText(body, headers, maxInflatedBytes)
    return toBatch(node, parseProbeLog(text, startOf(search)), times)
  },
  answer: nativeAnswer,
})

function checkHeaders(headers: IncomingHttpHeaders): void {
  if (parseContentType(headers['content-type']).type !== 'text/plain')
    throw notUnderstood('Content-Type must be text/plain', 'content_type')
  if (!['identity', 'gzip'].includes(encodingOf(headers)))
    throw notUnderstood('Content-Encoding must be gzip or absent', 'content_encoding')
}

const encodingOf = (headers: IncomingHttpHeaders): string =>
  headers['content-encoding']?.trim().toLowerCase() ?? 'identity'

function nodeOf(search: URLSearchParams): NodeIdentity {
  const instance = search.get('node')?.trim() ?? ''
  const cluster = search.get('cluster')?.trim() ?? ''
  if (instance === '' || [instance, cluster].some((name) => name.length > MOST_NAME || UNKEEPABLE.test(name)))
    throw new InvalidInputError('node must name the node that the log was written on', { reason: 'node' })
  return { cluster, instance }
}

function startOf(search: URLSearchParams): number | null {
  const text = search.get('startMs')
  if (text === null) return null
  if (!/^\d{1,15}$/.test(text))
    throw new InvalidInputError('startMs must be epoch milliseconds', { reason: 'time' })
  return Number(text)
}

const strict = new TextDecoder('utf-8', { fatal: true })

async function readText(body: Uint8Array, headers: IncomingHttpHeaders, maxBytes: number): Promise<string> {
  const plain = encodingOf(headers) === 'gzip' ? await inflateGzip(body, maxBytes) : body
  try {
    return strict.decode(plain)
  } catch {
    throw new InvalidInputError('the body is not UTF-8', { reason: 'malformed_text' })
  }
}

/** Lines that cannot be used are refused one by one; each probe is a sample, so sending it again changes nothing. */
export function toBatch(node: NodeIdentity, log: ProbeLog, times: AcceptedTimes): NativeBatch {
  const series = new SeriesTable()
  const refusals = new Refusals()
  const itemRefusals = [...log.refusals]
  for (const { reason } of log.refusals) refusals.add('invalid_line', 1, () => reason)
  const rows: { ordinal: number; timeMs: number; value: number; line: number }[] = []
  for (const probe of log.probes) {
    const { timeMs, seconds, line } = probe
    if (timeMs < times.oldestMs || timeMs > times.newestMs) {
      const reason = timeRefusalOf(timeMs, times)
      itemRefusals.push({ index: line, reason: `${reason}: ${timeText(timeMs)}` })
      refusals.add(reason, 1, () => timeText(timeMs))
      continue
    }
    const row = (name: string, value: number) => ({
      ordinal: series.ordinalOf({ node, name, labels: labelsOf(probe) }),
      timeMs,
      value,
      line,
    })
    rows.push(row(PROBE_SUCCESS, seconds === null ? 0 : 1))
    if (seconds !== null) rows.push(row(PROBE_SECONDS, seconds))
  }
  return {
    seriesIds: new Int32Array(series.unresolved.length),
    groupIds: new Int32Array(series.unresolved.length),
    sampleOrdinals: Int32Array.from(rows, ({ ordinal }) => ordinal),
    timesMs: Float64Array.from(rows, ({ timeMs }) => timeMs),
    values: Float64Array.from(rows, ({ value }) => value),
    itemOfSample: Int32Array.from(rows, ({ line }) => line),
    histograms: [],
    unresolved: series.unresolved,
    nodeIds: new Set(),
    refusals,
    facts: [],
    release: () => undefined,
    items: log.lines,
    itemRefusals,
  }
}

const labelsOf = ({ target, port, protocol }: LoggedProbe): [string, string][] => [
  ['port', port],
  ['protocol', protocol],
  ['target', target],
]
