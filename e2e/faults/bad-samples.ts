import type { BadCase } from './bad-case'
import { badJsonBodies } from './bad-json-bodies'
import { MEBIBYTE, samplesCall } from './bodies'

const DAY_MS = 86_400_000
const METRIC = 'disk.saturation.queue'
const LINES = { 'content-type': 'application/x-ndjson' }

const goodSample = (timestampMs: number) => ({ timestampMs, values: { [METRIC]: { sda: 1 } } })
const documentOf = (instance: string, ...samples: unknown[]) => ({ node: { name: instance }, samples })

/** One good sample beside a bad one. */
const beside = (badOf: (nowMs: number) => unknown) => (instance: string, nowMs: number) =>
  samplesCall(JSON.stringify(documentOf(instance, goodSample(nowMs), badOf(nowMs))))

const timed = (timeOf: (nowMs: number) => number) =>
  beside((nowMs) => ({ ...goodSample(nowMs), timestampMs: timeOf(nowMs) }))

/** A good line beside a bad one. */
const lineBeside = (bad: string) => (instance: string, nowMs: number) =>
  samplesCall(`${JSON.stringify(documentOf(instance, goodSample(nowMs)))}\n${bad}\n`, LINES)

const named = (node: unknown) => (instance: string, nowMs: number) =>
  lineBeside(JSON.stringify({ node, samples: [goodSample(nowMs)] }))(instance, nowMs)

const good = (instance: string, nowMs: number) => JSON.stringify(documentOf(instance, goodSample(nowMs)))

export const BAD_SAMPLES: readonly BadCase[] = [
  ...badJsonBodies(samplesCall, good),
  { what: 'a line that is no JSON', call: lineBeside('{ broken'), status: 400, reason: 'not JSON', kept: 1 },
  {
    what: 'NaN, which JSON has not',
    call: lineBeside('{"node":{"name":"x"},"samples":[{"timestampMs":NaN}]}'),
    status: 400,
    reason: 'not JSON',
    kept: 1,
  },
  {
    what: 'a number beyond all doubles',
    call: (instance, nowMs) => samplesCall(good(instance, nowMs).replace('"sda":1', '"sda":1e999')),
    status: 400,
    reason: METRIC,
    kept: 0,
  },
  {
    what: 'a gauge below zero',
    call: (instance, nowMs) => samplesCall(good(instance, nowMs).replace('"sda":1', '"sda":-1')),
    status: 200,
    reason: '"accepted":1',
    kept: 1,
  },
  {
    what: 'text for a number',
    call: beside((nowMs) => ({ timestampMs: nowMs - 1, values: { [METRIC]: '1' } })),
    status: 400,
    reason: METRIC,
    kept: 1,
  },
  {
    what: 'a metric nobody knows',
    call: beside((nowMs) => ({ timestampMs: nowMs - 1, values: { 'disk.saturation.nothing': 1 } })),
    status: 400,
    reason: 'not a metric',
    kept: 1,
  },
  {
    what: 'an hour ahead',
    call: timed((nowMs) => nowMs + 3_600_000),
    status: 400,
    reason: 'too_far_in_future',
    kept: 1,
  },
  {
    what: 'the end of time',
    call: timed(() => Number.MAX_SAFE_INTEGER),
    status: 400,
    reason: 'too_far_in_future',
    kept: 1,
  },
  { what: 'before 1970', call: timed(() => -1), status: 400, reason: 'older_than_retention', kept: 1 },
  {
    what: 'older than retention',
    call: timed((nowMs) => nowMs - 31 * DAY_MS),
    status: 400,
    reason: 'older_than_retention',
    kept: 1,
  },
  {
    what: 'half a millisecond',
    call: timed((nowMs) => nowMs + 0.5),
    status: 400,
    reason: 'timestampMs',
    kept: 1,
  },
  { what: 'a node without a name', call: named({ name: '' }), status: 400, reason: 'node', kept: 1 },
  { what: 'NUL in a name', call: named({ name: 'a\0b' }), status: 400, reason: 'node', kept: 1 },
  { what: 'half a character', call: named({ name: 'a\ud800b' }), status: 400, reason: 'node', kept: 1 },
  {
    what: 'a name of 1 MiB',
    call: named({ name: 'n'.repeat(MEBIBYTE) }),
    status: 400,
    reason: 'node',
    kept: 1,
  },
  {
    what: '5,000 labels',
    call: named({
      name: 'x',
      labels: Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`l${String(at)}`, 'x'])),
    }),
    status: 400,
    reason: 'node',
    kept: 1,
  },
  {
    what: 'no samples',
    call: lineBeside('{"node":{"name":"x"},"samples":[]}'),
    status: 400,
    reason: 'samples',
    kept: 1,
  },
]
