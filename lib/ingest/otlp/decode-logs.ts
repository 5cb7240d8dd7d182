import type { FleetEvent } from '@/lib/core/event'
import type { NewEvent } from '@/lib/store/events'
import { contentHash } from '../events/decode-events'
import type { NodeNaming } from '../node-identity'
import { Refusals } from '../refusals'
import { timeRefusalOf, timeText, type AcceptedTimes } from '../sample-times'
import { textOfValue } from './any-value'
import { clusterOf, NODE_MISSING, sourceOf } from './otlp-source'
import type { OtlpRecord } from './otlp-record'

interface LogsContext {
  naming: Pick<NodeNaming, 'stripPort'>
  times: AcceptedTimes
}

const MOST_NAME = 200
const MOST_TEXT = 8192
const MOST_ATTRIBUTES = 64

/** Turns log records into events, one at a time; each that cannot be kept is refused by itself. */
export class LogsDecoding {
  readonly events: NewEvent[] = []
  readonly refusals = new Refusals()

  constructor(private readonly context: LogsContext) {}

  add(record: OtlpRecord): void {
    const { times, naming } = this.context
    const { timeMs } = record
    const node = sourceOf(record.resource, naming)?.node.instance ?? null
    const cluster = clusterOf(record.resource)
    if (node === null && cluster === '') return this.refusals.add('node_missing', 1, () => NODE_MISSING)
    if (timeMs < times.oldestMs || timeMs > times.newestMs)
      return this.refusals.add(timeRefusalOf(timeMs, times), 1, () => timeText(timeMs))
    const event = toEvent(record, node, cluster)
    this.events.push({ ...event, contentHash: contentHash(event) })
  }
}

const toEvent = (record: OtlpRecord, node: string | null, cluster: string): FleetEvent => {
  const attributes = new Map(record.attributes)
  const service = new Map(record.resource.attributes).get('service.name') ?? ''
  const eventName = record.eventName === '' ? (attributes.get('event.name') ?? '') : record.eventName
  const source = [service, record.scope, 'otlp'].find((name) => name !== '') ?? ''
  return {
    startMs: record.timeMs,
    endMs: null,
    cluster,
    node,
    source: cut(source, MOST_NAME),
    kind: cut(eventName === '' ? 'log' : eventName, MOST_NAME),
    name: cut(eventName === '' ? severityOf(record) : source, MOST_NAME),
    text: cut(textOfValue(record.body), MOST_TEXT),
    attributes: attributesOf(record),
  }
}

const SEVERITIES = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']
const NUMBERS_A_SEVERITY = 4

/** Numbers are comparable, words are anybody's. */
const severityOf = ({ severity, severityText }: OtlpRecord): string => {
  const word = SEVERITIES[Math.ceil(severity / NUMBERS_A_SEVERITY) - 1]
  return word ?? (severityText === '' ? 'log' : severityText.toLowerCase())
}

/** In the order of their names, so that equal records are equal events. */
const attributesOf = ({
  attributes,
  traceId,
  spanId,
  severityText,
}: OtlpRecord): FleetEvent['attributes'] => {
  const told = new Map<string, string>([
    ['severity', severityText],
    ['trace_id', traceId],
    ['span_id', spanId],
    ...attributes,
  ])
  const kept = [...told]
    .filter(([name, value]) => name !== '' && value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .slice(0, MOST_ATTRIBUTES)
  return Object.fromEntries(kept.map(([name, value]) => [cut(name, MOST_NAME), cut(value, MOST_TEXT)]))
}

/** Whole characters. */
const cut = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).replace(/\p{Surrogate}$/u, '')
