import { describe, expect, it } from 'vitest'
import type { EventAnswer } from '@/lib/contract/events'
import { describeEvents, eventLines, prepareLane, whereText } from './prepare-event-lane'

const MINUTE_MS = 60_000
const FROM_MS = Date.UTC(2026, 0, 5, 3)
const AXIS = { window: { fromMs: FROM_MS, toMs: FROM_MS + 10 * MINUTE_MS }, stepMs: MINUTE_MS }
const at = (minutes: number) => FROM_MS + minutes * MINUTE_MS

let lastId = 0
const event = (change: Partial<EventAnswer>): EventAnswer => ({
  id: (lastId += 1),
  startMs: FROM_MS,
  endMs: null,
  node: { id: 1, name: 'web-1' },
  cluster: '',
  source: 'ci',
  kind: 'deploy',
  name: 'api',
  text: '4.2',
  attributes: {},
  ...change,
})

describe('prepareLane', () => {
  it('draws a moment upon a length, each in the row of whom it concerns', () => {
    const marks = prepareLane(
      [event({ startMs: at(5) }), event({ startMs: at(2), endMs: at(4), node: null })],
      AXIS,
    )
    expect(marks).toMatchObject([
      { row: 'fleet', shape: 'span', left: 20, width: 20, count: 1 },
      { row: 'node', shape: 'moment', left: 50, count: 1 },
    ])
  })

  it('counts moments that fall into one step, and keeps node and fleet apart', () => {
    const marks = prepareLane(
      [event({ startMs: at(5) }), event({ startMs: at(5.5) }), event({ startMs: at(5), node: null })],
      AXIS,
    )
    expect(marks.map(({ row, count }) => [row, count])).toEqual([
      ['node', 2],
      ['fleet', 1],
    ])
  })

  it('cuts what reaches beyond the axis, and leaves out what lies beyond', () => {
    const marks = prepareLane(
      [event({ startMs: at(-5), endMs: at(20) }), event({ startMs: at(10) }), event({ startMs: at(-1) })],
      AXIS,
    )
    expect(marks).toMatchObject([{ left: 0, width: 100 }])
  })
})

describe('eventLines', () => {
  it('has a line for each beginning within the window, and one for those that nearly fall together', () => {
    const events = [at(5), at(5.05), at(2.5), at(-1), at(10)].map((startMs) => event({ startMs }))
    expect(eventLines(events, AXIS.window)).toBe('M0.2500 0V1M0.5000 0V1')
  })
})

describe('describeEvents', () => {
  it('says when and what, the first to begin first, with lengths as long as they go on', () => {
    const events = [
      event({ startMs: at(5.5), text: '' }),
      event({ startMs: at(4), endMs: at(6), name: 'db' }),
      event({ startMs: at(6) }),
    ]
    expect(describeEvents(events, AXIS, 5, 'utc')).toEqual([
      expect.stringMatching(/^03:04:00 UTC.* deploy db: 4\.2$/),
      expect.stringMatching(/^03:05:30 UTC.* deploy api$/),
    ])
    expect(describeEvents(events, AXIS, 7, 'utc')).toEqual([])
  })

  it('shortens long texts and long lists', () => {
    const lines = describeEvents(
      Array.from({ length: 9 }, () => event({ text: 'x'.repeat(1000) })),
      AXIS,
      0,
      'utc',
    )
    expect([lines.length, lines.at(-1)]).toEqual([7, 'and 3 more'])
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(180)
  })
})

it('an event is of its node, else of its cluster, else of the fleet', () => {
  const texts = [{}, { node: null, cluster: 'eu' }, { node: null }].map((change) => whereText(event(change)))
  expect(texts).toEqual(['web-1', 'cluster eu', 'fleet'])
})
