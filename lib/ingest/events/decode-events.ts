import { hash } from 'node:crypto'
import type { EventAttributes, FleetEvent } from '@/lib/core/event'
import { issuesText } from '@/lib/http/parse-input'
import type { NewEvent } from '@/lib/store/events'
import type { ItemRefusal } from '../native/items-answer'
import type { ReadDocument } from '../native/read-documents'
import { Refusals } from '../refusals'
import { timeRefusalOf, timeText, type AcceptedTimes } from '../sample-times'
import { eventDocument, type EventDocument } from './event-document'

export interface EventBatch {
  events: NewEvent[]
  itemRefusals: ItemRefusal[]
  refusals: Refusals
}

/** Each document becomes an event, or is refused by itself. */
export function decodeEvents(documents: readonly ReadDocument[], times: AcceptedTimes): EventBatch {
  const batch: EventBatch = { events: [], itemRefusals: [], refusals: new Refusals() }
  documents.forEach((document, index) => {
    const decoded = decodeEvent(document, times)
    if ('event' in decoded) {
      batch.events.push({ ...decoded.event, contentHash: contentHash(decoded.event) })
      return
    }
    batch.itemRefusals.push({ index, reason: decoded.text })
    batch.refusals.add(decoded.reason, 1, () => decoded.text)
  })
  return batch
}

type Decoded = { event: FleetEvent } | { reason: string; text: string }

function decodeEvent(document: ReadDocument, times: AcceptedTimes): Decoded {
  if (!document.ok) return { reason: 'malformed_json', text: document.reason }
  const parsed = eventDocument.safeParse(document.value)
  if (!parsed.success) return { reason: 'invalid_event', text: issuesText(parsed.error) }
  const event = toEvent(parsed.data)
  const endMs = event.endMs ?? event.startMs
  if (endMs >= times.oldestMs && endMs <= times.newestMs) return { event }
  const reason = timeRefusalOf(endMs, times)
  return { reason, text: `${reason}: ${timeText(endMs)}` }
}

/** What has no length is a moment. */
const toEvent = ({ startMs, endMs, node, cluster, attributes, ...words }: EventDocument): FleetEvent => ({
  ...words,
  startMs,
  endMs: endMs === startMs ? null : (endMs ?? null),
  node: node === '' ? null : (node ?? null),
  cluster: cluster ?? '',
  attributes: sortedAttributes(attributes ?? {}),
})

const sortedAttributes = (attributes: EventAttributes): EventAttributes =>
  Object.fromEntries(Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1)))

const HASH_BYTES = 16

/** The same for the same event, however its fields are ordered. */
export function contentHash(event: FleetEvent): Uint8Array {
  const { startMs, endMs, cluster, node, source, kind, name, text, attributes } = event
  const content = [startMs, endMs, cluster, node, source, kind, name, text, Object.entries(attributes)]
  return hash('sha256', JSON.stringify(content), 'buffer').subarray(0, HASH_BYTES)
}
