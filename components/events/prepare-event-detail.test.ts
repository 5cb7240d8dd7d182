import { expect, it } from 'vitest'
import type { EventAnswer } from '@/lib/contract/events'
import { prepareEventDetail } from './prepare-event-detail'

const START_MS = Date.UTC(2026, 0, 5, 3)
const NOW_MS = START_MS + 86_400_000
const EVENT: EventAnswer = {
  id: 1,
  startMs: START_MS,
  endMs: null,
  node: { id: 7, name: 'web-1' },
  cluster: '',
  source: 'dpkg',
  kind: 'packages',
  name: 'upgrade',
  text: 'upgraded openssl',
  attributes: { upgraded: 1, by: null },
}

it('leads to the node with half an hour on either side', () => {
  expect(prepareEventDetail(EVENT, 'utc', NOW_MS).nodeHref).toBe(
    '/nodes/7?from=2026-01-05T02%3A30%3A00Z&to=2026-01-05T03%3A30%3A00Z&tz=utc',
  )
})

it('a long event is shown with as much time around it, and never with the future', () => {
  const endMs = START_MS + 3 * 3_600_000
  expect(prepareEventDetail({ ...EVENT, endMs }, 'utc', endMs + 600_000).around).toEqual({
    from: '2026-01-05T00:00:00Z',
    to: '2026-01-05T06:10:00Z',
  })
})

it('leads nowhere where nothing is known of the node, and tells a null from a zero', () => {
  const detail = prepareEventDetail({ ...EVENT, node: { id: null, name: 'gone' } }, 'utc', NOW_MS)
  expect(detail.nodeHref).toBeNull()
  expect(detail.attributes).toEqual([
    { name: 'upgraded', value: '1' },
    { name: 'by', value: 'not known' },
  ])
})
