import { lengthText, whereText } from '@/components/charts/prepare-event-lane'
import { formatDateTime } from '@/components/ui/format-time'
import { toWindowText } from '@/components/ui/time/shift-window'
import type { EventAnswer } from '@/lib/contract/events'
import type { Zone } from '@/lib/contract/view-choices'
import { toSearch, type ViewState } from '@/lib/contract/view-state'
import { MINUTE_MS } from '@/lib/core/times'

export interface EventDetail {
  title: string
  /** Each line as its name and what it is. */
  lines: { name: string; value: string }[]
  text: string
  attributes: { name: string; value: string }[]
  /** The event with some time on either side. */
  around: Pick<ViewState, 'from' | 'to'>
  /** Null where nothing but events is known of the node, or it has none. */
  nodeHref: string | null
}

const LEAST_MARGIN_MS = 30 * MINUTE_MS

/** As much time on either side as it took, and half an hour at least. */
const aroundOf = ({ startMs, endMs }: EventAnswer, nowMs: number): Pick<ViewState, 'from' | 'to'> => {
  const toMs = endMs ?? startMs
  const marginMs = Math.max(LEAST_MARGIN_MS, toMs - startMs)
  const minuteOf = (atMs: number): number => Math.round(atMs / MINUTE_MS) * MINUTE_MS
  return toWindowText({
    fromMs: minuteOf(startMs - marginMs),
    toMs: minuteOf(Math.min(toMs + marginMs, Math.max(nowMs, toMs + MINUTE_MS))),
  })
}

export const prepareEventDetail = (event: EventAnswer, zone: Zone, nowMs: number): EventDetail => {
  const around = aroundOf(event, nowMs)
  const id = event.node?.id ?? null
  return {
    title: event.name,
    text: event.text,
    lines: [
      { name: 'When', value: formatDateTime(event.startMs, zone) },
      { name: 'Length', value: lengthText(event) ?? 'a moment' },
      { name: 'Where', value: whereText(event) },
      { name: 'Kind', value: event.kind },
      { name: 'Source', value: event.source },
    ],
    attributes: Object.entries(event.attributes).map(([name, value]) => ({
      name,
      value: value === null ? 'not known' : String(value),
    })),
    around,
    nodeHref: id === null ? null : `/nodes/${String(id)}${toSearch({ zone, ...around })}`,
  }
}
