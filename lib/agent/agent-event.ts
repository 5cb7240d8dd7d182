import type { EventAttributes } from '@/lib/core/event'

/** What happened, as POST /api/v1/events takes it; the node is added when it is sent. */
export interface AgentEvent {
  startMs: number
  endMs: number | null
  source: string
  kind: string
  name: string
  text: string
  attributes: EventAttributes
  node?: string
  cluster?: string
}

const LONGEST_NAME = 120
const LONGEST_TEXT = 1_000
const LONGEST_ATTRIBUTE = 4_000

/** Names of processes and lines of logs hold what they like, and a cut may leave half a character. */
const shorten = (text: string, longest: number): string => {
  const readable = text
    .replace(/[\p{Cc}\ufffd]+/gu, ' ')
    .trim()
    .replace(/\p{Surrogate}/gu, '')
  return readable.length <= longest
    ? readable
    : `${readable.slice(0, longest - 1).replace(/\p{Surrogate}/gu, '')}…`
}

const readableAttributes = (attributes: EventAttributes): EventAttributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'string' ? shorten(value, LONGEST_ATTRIBUTE) : value,
    ]),
  )

/** The event in text that every server and screen can take. */
export const readableEvent = (event: AgentEvent): AgentEvent => ({
  ...event,
  name: shorten(event.name, LONGEST_NAME) || '?',
  text: shorten(event.text, LONGEST_TEXT),
  attributes: readableAttributes(event.attributes),
})
