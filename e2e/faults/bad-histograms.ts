import type { BadCase } from './bad-case'
import { badJsonBodies } from './bad-json-bodies'
import { histogramsCall, MEBIBYTE } from './bodies'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const LINES = { 'content-type': 'application/x-ndjson' }

type Fields = Readonly<Record<string, unknown>>

const headOf = (service: string, nowMs: number): Fields => ({
  timestampMs: nowMs - MINUTE_MS,
  service,
  operation: 'allocate',
})
const goodOf = (service: string, nowMs: number): Fields => ({
  ...headOf(service, nowMs),
  bounds: [10, 100],
  counts: [1, 2, 3],
})
const good = (service: string, nowMs: number) => JSON.stringify(goodOf(service, nowMs))

/** A good histogram beside one that is refused for a reason. */
const beside = (
  what: string,
  reason: string,
  change: Fields | ((nowMs: number) => Fields),
  of: typeof goodOf = goodOf,
): BadCase => ({
  what,
  call: (service, nowMs) => {
    const changed = typeof change === 'function' ? change(nowMs) : change
    return histogramsCall(JSON.stringify([goodOf(service, nowMs), { ...of(service, nowMs), ...changed }]))
  },
  status: 400,
  reason,
  kept: 1,
})

const bare = (what: string, reason: string, fields: Fields) => beside(what, reason, fields, headOf)

/** A good observation a line beside one that is refused; what is told of a minute is one histogram. */
const lineBeside = (what: string, reason: string, badOf: (line: Fields) => string): BadCase => ({
  what,
  call: (service, nowMs) => {
    const line = { ...headOf(service, nowMs), observationMs: 12.5, isError: false }
    return histogramsCall(`${JSON.stringify(line)}\n${badOf(line)}\n`, LINES)
  },
  status: 400,
  reason,
  kept: 1,
})

const DOCUMENTS: readonly BadCase[] = [
  beside('a negative count', 'is negative', { counts: [1, -2, 3] }),
  beside('a count that is text', 'counts', { counts: [1, '2', 3] }),
  beside('a count that is null', 'counts', { counts: [1, null, 3] }),
  beside('bounds that fall', 'decrease', { bounds: [100, 10] }),
  beside('a bucket of zero width', 'zero width', { bounds: [10, 10] }),
  beside('a negative bound', 'bounds', { bounds: [-10, 10] }),
  beside('no bucket up to +Inf', 'lacks the bucket above the last bound', { counts: [1, 2] }),
  beside('a bucket too many', 'needs one more than bounds', { counts: [1, 2, 3, 4] }),
  beside('two schemas at once', 'not bounds and scale', { scale: 3 }),
  beside('a count that the buckets do not hold', 'the buckets hold 6', { count: 7 }),
  beside('more errors than were observed', 'more than were observed', { errorCount: 7 }),
  beside('a least above the most', 'is more than max', { min: 2, max: 1 }),
  beside('501 bounds', 'too many buckets', { bounds: Array.from({ length: 501 }, (_, at) => at) }),
  bare('no schema at all', 'needs one of', {}),
  bare('a scale that nobody has', 'scale', { scale: 30 }),
  bare('an offset beyond all numbers', 'out of range', {
    scale: 0,
    positive: { offset: 1e9, counts: [1] },
  }),
  bare('2,049 buckets', 'too many buckets', {
    scale: 0,
    positive: { offset: 0, counts: Array(2049).fill(1) },
  }),
  bare('negative latencies', 'never negative', { scale: 0, negative: { counts: [1] } }),
  bare('a negative observation', 'is negative', { observationsMs: [1, -1] }),
  bare('no observations', 'observationsMs', { observationsMs: [] }),
  bare('100,001 observations', 'observationsMs', { observationsMs: Array(100_001).fill(1) }),
]

const HEADS: readonly BadCase[] = [
  beside('an hour ahead', 'too_far_in_future', (nowMs) => ({ timestampMs: nowMs + HOUR_MS })),
  beside('the end of time', 'too_far_in_future', { timestampMs: Number.MAX_SAFE_INTEGER }),
  beside('before 1970', 'timestampMs', { timestampMs: -1 }),
  beside('older than retention', 'older_than_retention', (nowMs) => ({ timestampMs: nowMs - 31 * DAY_MS })),
  beside('half a millisecond', 'timestampMs', (nowMs) => ({ timestampMs: nowMs + 0.5 })),
  beside('no service', 'service', { service: '' }),
  beside('NUL in a name', 'NUL', { operation: 'a\0b' }),
  beside('half a character', 'half a character', { operation: 'a\ud800b' }),
  beside('a name of 1 MiB', 'operation', { operation: 'n'.repeat(MEBIBYTE) }),
]

const OBSERVATIONS: readonly BadCase[] = [
  lineBeside('a line that is cut off', 'not JSON', (line) => JSON.stringify(line).slice(0, -5)),
  lineBeside('NaN, which JSON has not', 'not JSON', (line) => JSON.stringify(line).replace('12.5', 'NaN')),
  lineBeside('a line beyond all doubles', 'observationMs', (line) =>
    JSON.stringify(line).replace('12.5', '1e999'),
  ),
  lineBeside('a negative line', 'is negative', (line) => JSON.stringify({ ...line, observationMs: -1 })),
  lineBeside('a line of text', 'observationMs', (line) => JSON.stringify({ ...line, observationMs: '1' })),
  lineBeside('an error that is a number', 'isError', (line) => JSON.stringify({ ...line, isError: 1 })),
  lineBeside('a line that is a list', 'record', (line) => JSON.stringify([line])),
]

export const BAD_HISTOGRAMS: readonly BadCase[] = [
  ...badJsonBodies(histogramsCall, good),
  ...DOCUMENTS,
  ...HEADS,
  ...OBSERVATIONS,
]
