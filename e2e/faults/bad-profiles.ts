import { gzipSync } from 'node:zlib'
import { Location, Profile, Sample, StringTable, ValueType, Function as PprofFunction } from 'pprof-format'
import type { BadCase } from './bad-case'
import { gzipBomb, MEBIBYTE, textCall } from './bodies'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const GZIP = { 'content-encoding': 'gzip' }
const FOLDED = 'proxy;accept 60\nproxy;read 40\n'
const LARGE_BYTES = 100 * MEBIBYTE
const perfSample = (seconds: number) =>
  `proxy 4321/4322 [003] ${seconds.toFixed(6)}: 250000 cycles:\n\tffffffff8106f1a5 handle+0x5 (/usr/bin/proxy)\n\n`

const upload =
  (
    body: Uint8Array | string,
    headers: Readonly<Record<string, string>> = {},
    searchOf = (service: string, _nowMs: number) => `service=${service}`,
  ): BadCase['call'] =>
  (service, nowMs) =>
    textCall(`/api/v1/profiles?${searchOf(service, nowMs)}`, body, headers)

const of = (what: string, status: number, reason: string, call: BadCase['call'], kept = 0): BadCase => ({
  what,
  call,
  status,
  reason,
  kept,
})

const spanning = (fromOf: (nowMs: number) => number, toOf: (nowMs: number) => number) =>
  upload(
    FOLDED,
    {},
    (service, nowMs) => `service=${service}&fromMs=${String(fromOf(nowMs))}&toMs=${String(toOf(nowMs))}`,
  )

interface Pprof {
  locationId?: number
  value?: number
}

/** Two samples of CPU, of which the second is damaged as asked. */
function pprof({ locationId = 1, value = 5 }: Pprof = {}): Uint8Array {
  const strings = new StringTable()
  const id = (text: string) => strings.dedup(text)
  return new Profile({
    sampleType: [new ValueType({ type: id('cpu'), unit: id('nanoseconds') })],
    sample: [
      new Sample({ locationId: [1], value: [5] }),
      new Sample({ locationId: [locationId], value: [value] }),
    ],
    location: [new Location({ id: 1, line: [{ functionId: 1 }] })],
    function: [new PprofFunction({ id: 1, name: id('main.work') })],
    stringTable: strings,
  }).encode()
}

const BODIES: readonly BadCase[] = [
  of('an empty body', 400, 'empty_profile', upload('')),
  of('truncated gzip', 400, 'malformed_gzip', upload(gzipSync(FOLDED).subarray(0, -6), GZIP)),
  of('100 MiB as they are', 413, 'body_too_large', upload(Buffer.alloc(LARGE_BYTES, 'a;b 1\n'))),
  of(
    '100 MiB in gzip',
    413,
    'inflated_body_too_large',
    upload(gzipSync(Buffer.alloc(LARGE_BYTES, 'a;b 1\n'))),
  ),
  of('a gzip bomb', 413, 'inflated_body_too_large', upload(gzipBomb(1024 * MEBIBYTE), GZIP)),
  of('JSON as type', 415, 'content_type', upload(FOLDED, { 'content-type': 'application/json' })),
  of('brotli', 415, 'content_encoding', upload(FOLDED, { 'content-encoding': 'br' })),
  of('a page of HTML', 400, 'malformed_profile', upload('<html> </html>')),
]

const ADDRESSES: readonly BadCase[] = [
  of(
    'neither node nor service',
    400,
    'node or service',
    upload(FOLDED, {}, () => 'cluster=eu'),
  ),
  of(
    'NUL in the node',
    400,
    'NUL',
    upload(FOLDED, {}, (service) => `service=${service}&node=a%00`),
  ),
  of(
    'an end before its start',
    400,
    'window',
    spanning(
      (nowMs) => nowMs,
      (nowMs) => nowMs - 1,
    ),
  ),
  of(
    'two days',
    400,
    'profile_too_long',
    spanning(
      (nowMs) => nowMs - 2 * DAY_MS,
      (nowMs) => nowMs,
    ),
  ),
  of(
    'an hour ahead',
    400,
    'too_far_in_future',
    spanning(
      (nowMs) => nowMs,
      (nowMs) => nowMs + HOUR_MS,
    ),
  ),
  of(
    'older than retention',
    400,
    'older_than_retention',
    spanning(
      (nowMs) => nowMs - 40 * DAY_MS - MINUTE_MS,
      (nowMs) => nowMs - 40 * DAY_MS,
    ),
  ),
]

const STACKS: readonly BadCase[] = [
  of('a negative count', 400, 'a negative count', upload(`${FOLDED}proxy;write -3\n`), 1),
  of('a count that is NaN', 400, 'no count at the end', upload(`${FOLDED}proxy;write NaN\n`), 1),
  of('a count beyond 2^53', 400, 'a count beyond 2^53', upload(`${FOLDED}a ${'9'.repeat(30)}\n`), 1),
  of('a count without a stack', 400, 'a count without a stack', upload(`${FOLDED}; 5\n`), 1),
  of('a line cut off', 400, 'no count at the end', upload(`${FOLDED}proxy;wri`), 1),
  of('a line of 1 MiB', 400, 'longer than 256 KiB', upload(`${FOLDED}${'a;'.repeat(MEBIBYTE / 2)}b 1\n`), 1),
  of('a stack of 2,000 frames', 200, 'stacks cut to 1024 frames', upload(`${'a;'.repeat(1999)}b 1\n`), 1),
]

const PPROF: readonly BadCase[] = [
  of('pprof cut off', 400, 'truncated_profile', upload(pprof().subarray(0, -4))),
  of('pprof without the type that is wanted', 400, 'sample_type', wantingHeap),
  of('pprof with a location that is missing', 400, 'a location that', upload(pprof({ locationId: 7 })), 1),
  of('pprof with a negative value', 400, 'a negative value', upload(pprof({ value: -5 })), 1),
  of(
    'noise',
    400,
    'profile',
    upload(Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251))),
  ),
]

function wantingHeap(service: string, nowMs: number) {
  return upload(pprof(), {}, () => `service=${service}&type=heap`)(service, nowMs)
}

const PERF: readonly BadCase[] = [
  of('perf script over two days', 400, 'profile_too_long', upload(perfSample(1) + perfSample(172_801))),
  of(
    'perf script with a line of something else',
    400,
    'neither a sample',
    upload(`${perfSample(1)}what\n`),
    1,
  ),
  of(
    'perf script cut off in a frame',
    200,
    '"accepted":2',
    upload((perfSample(1) + perfSample(2)).slice(0, -20)),
    1,
  ),
]

export const BAD_PROFILES: readonly BadCase[] = [...BODIES, ...ADDRESSES, ...STACKS, ...PPROF, ...PERF]
