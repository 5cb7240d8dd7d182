import { expect, it } from 'vitest'
import { describeEventCount, eventCsvRows, prepareEventRows } from './prepare-event-table'

const EVENT = {
  id: 1,
  startMs: Date.UTC(2026, 0, 5, 3),
  endMs: Date.UTC(2026, 0, 5, 3, 2),
  node: null,
  cluster: '',
  source: 'apt',
  kind: 'package',
  name: 'openssl',
  text: '<b>3.0.17</b>',
  attributes: { from: '3.0.16', forced: false },
}

it('a row says when, how long, where and what', () => {
  expect(prepareEventRows([EVENT], 'utc')[0]).toMatchObject({
    length: '2 min',
    where: 'fleet',
    what: 'package openssl',
    text: '<b>3.0.17</b>',
    attributes: 'from=3.0.16, forced=false',
  })
  expect(prepareEventRows([{ ...EVENT, endMs: null }], 'utc')[0]?.length).toBe('')
})

it('a file holds times that any program reads', () => {
  expect(eventCsvRows([EVENT])[1]?.slice(0, 3)).toEqual([
    '2026-01-05T03:00:00.000Z',
    '2026-01-05T03:02:00.000Z',
    'fleet',
  ])
})

it('a cut list says so', () => {
  expect(describeEventCount({ events: [EVENT], cut: null })).toBe('1 event')
  expect(describeEventCount({ events: [EVENT], cut: { shown: 1, of: 40 } })).toBe('Newest 1 of 40 events')
})
