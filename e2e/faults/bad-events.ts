import type { BadCase } from './bad-case'
import { badJsonBodies } from './bad-json-bodies'
import { eventsCall, MEBIBYTE } from './bodies'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const LINES = { 'content-type': 'application/x-ndjson' }

type Fields = Readonly<Record<string, unknown>>

const goodOf = (node: string, nowMs: number): Fields => ({
  startMs: nowMs - 1000,
  node,
  source: 'faults',
  kind: 'deploy',
  name: 'release',
  text: 'release 1 of the fault suite',
})

const beside = (what: string, reason: string, change: Fields | ((nowMs: number) => Fields)): BadCase => ({
  what,
  call: (node, nowMs) => {
    const changed = typeof change === 'function' ? change(nowMs) : change
    return eventsCall(JSON.stringify([goodOf(node, nowMs), { ...goodOf(node, nowMs), ...changed }]))
  },
  status: 400,
  reason,
  kept: 1,
})

const lineBeside = (what: string, reason: string, bad: string): BadCase => ({
  what,
  call: (node, nowMs) => eventsCall(`${JSON.stringify(goodOf(node, nowMs))}\n${bad}\n`, LINES),
  status: 400,
  reason,
  kept: 1,
})

const attributes = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`a${String(at)}`, at]))

export const BAD_EVENTS: readonly BadCase[] = [
  ...badJsonBodies(eventsCall, (...of) => JSON.stringify(goodOf(...of))),
  lineBeside('a line that is no JSON', 'not JSON', '{ broken'),
  lineBeside('NaN, which JSON has not', 'not JSON', '{"startMs":NaN}'),
  lineBeside('a line that is a number', 'object', '7'),
  beside('an end before its start', 'is before startMs', (nowMs) => ({ endMs: nowMs - HOUR_MS })),
  beside('an hour ahead', 'too_far_in_future', (nowMs) => ({ startMs: nowMs + HOUR_MS })),
  beside('the end of time', 'too_far_in_future', { startMs: Number.MAX_SAFE_INTEGER }),
  beside('before 1970', 'startMs', { startMs: -1 }),
  beside('older than retention', 'older_than_retention', (nowMs) => ({ startMs: nowMs - 400 * DAY_MS })),
  beside('half a millisecond', 'startMs', (nowMs) => ({ startMs: nowMs - 0.5 })),
  beside('a time that is text', 'startMs', { startMs: 'now' }),
  beside('no name', 'name', { name: '' }),
  beside('no kind', 'kind', { kind: null }),
  beside('NUL in its text', 'NUL', { text: 'a\0b' }),
  beside('half a character', 'half a character', { name: 'a\ud800b' }),
  beside('a text of 1 MiB', 'text', { text: 't'.repeat(MEBIBYTE) }),
  beside('a node of 1 MiB', 'node', { node: 'n'.repeat(MEBIBYTE) }),
  beside('65 attributes', 'attributes', { attributes: attributes(65) }),
  beside('attributes within attributes', 'attributes', { attributes: { a: { b: 1 } } }),
]
