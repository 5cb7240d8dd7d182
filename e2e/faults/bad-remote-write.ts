import {
  bitsOf,
  encodeField,
  encodeVarint,
  encodeWriteRequest,
  type WriteSeries,
} from '@/lib/ingest/remote-write/encode-write-request'
import { compress } from '@/lib/server/test-server'
import type { BadCase } from './bad-case'
import { gauge, MEBIBYTE, writeBody, writeCall } from './bodies'

const DAY_MS = 86_400_000
const FURTHEST_MS = 2n ** 63n - 1n
const TOO_MANY = 5000

/** One good series beside a bad one. */
const beside = (bad: (instance: string, nowMs: number) => WriteSeries) => (instance: string, nowMs: number) =>
  writeCall(writeBody([gauge('good', instance, nowMs, 1), bad(instance, nowMs)]))

const labelled = (labels: readonly (readonly [string, string])[]) =>
  beside((instance, nowMs) => ({
    labels: [['__name__', 'bad'], ['instance', instance], ...labels],
    samples: [{ timeMs: nowMs, bits: 1n }],
  }))

const timed = (timeOf: (nowMs: number) => number | bigint) =>
  beside((instance, nowMs) => ({
    ...gauge('bad', instance, nowMs, 1),
    samples: [{ timeMs: timeOf(nowMs), bits: bitsOf(1) }],
  }))

const valued =
  (...bits: bigint[]) =>
  (instance: string, nowMs: number) =>
    writeCall(
      writeBody([
        {
          ...gauge('values_total', instance, nowMs, 1),
          samples: bits.map((one, at) => ({ timeMs: nowMs - at, bits: one })),
        },
      ]),
    )

const plain = (instance: string, nowMs: number) => encodeWriteRequest([gauge('good', instance, nowMs, 1)])

/** A label whose value is no text. */
const invalidUtf8 = (instance: string, nowMs: number) => {
  const text = (field: number, bytes: Uint8Array) => encodeField(field, bytes)
  const label = (name: string, value: Uint8Array) =>
    encodeField(1, Buffer.concat([text(1, Buffer.from(name)), text(2, value)]))
  const sample = encodeField(2, Buffer.concat([Buffer.from([0x10]), encodeVarint(nowMs)]))
  const series = Buffer.concat([
    label('__name__', Buffer.from('bad')),
    label('instance', Buffer.from(instance)),
    label('text', Buffer.from([0xc3, 0x28])),
    sample,
  ])
  return writeCall(compress(Buffer.concat([plain(instance, nowMs), encodeField(1, series)])))
}

const typed = (headers: Readonly<Record<string, string>>) => (instance: string, nowMs: number) =>
  writeCall(compress(plain(instance, nowMs)), headers)

const NAN = 0x7ff8000000000001n
const INFINITIES = [0x7ff0000000000000n, 0xfff0000000000000n]

export const BAD_REMOTE_WRITE: readonly BadCase[] = [
  {
    what: 'truncated snappy',
    call: (...of) => writeCall(compress(plain(...of)).subarray(0, 12)),
    status: 400,
    reason: 'malformed_snappy',
    kept: 0,
  },
  {
    what: 'truncated protobuf',
    call: (...of) => writeCall(compress(plain(...of).subarray(0, -3))),
    status: 400,
    reason: 'malformed_protobuf',
    kept: 0,
  },
  {
    what: 'noise',
    call: () => writeCall(Buffer.from([5, 16, 1, 2, 3, 4, 5])),
    status: 400,
    reason: 'malformed',
    kept: 0,
  },
  {
    what: 'an empty body',
    call: () => writeCall(new Uint8Array()),
    status: 400,
    reason: 'malformed_snappy',
    kept: 0,
  },
  {
    what: '33 MiB',
    call: () => writeCall(Buffer.alloc(33 * MEBIBYTE)),
    status: 413,
    reason: 'body_too_large',
    kept: 0,
  },
  {
    what: 'a snappy bomb',
    call: () => writeCall(Buffer.concat([encodeVarint(2 ** 30), Buffer.alloc(99)])),
    status: 413,
    reason: 'inflated_body_too_large',
    kept: 0,
  },
  {
    what: 'JSON as type',
    call: typed({ 'content-type': 'application/json' }),
    status: 415,
    reason: 'content_type',
    kept: 0,
  },
  {
    what: 'remote write 2.0',
    call: typed({ 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' }),
    status: 415,
    reason: 'content_type',
    kept: 0,
  },
  {
    what: 'gzip as encoding',
    call: typed({ 'content-encoding': 'gzip' }),
    status: 415,
    reason: 'content_encoding',
    kept: 0,
  },
  {
    what: 'no encoding',
    call: typed({ 'content-encoding': 'identity' }),
    status: 415,
    reason: 'content_encoding',
    kept: 0,
  },
  { what: 'NaN', call: valued(NAN, 0xfff8000000000000n), status: 204, reason: '', kept: 2 },
  { what: 'infinities', call: valued(...INFINITIES), status: 204, reason: '', kept: 2 },
  { what: 'counters below zero', call: valued(bitsOf(-1), bitsOf(-1e300)), status: 204, reason: '', kept: 2 },
  {
    what: 'an hour ahead',
    call: timed((nowMs) => nowMs + 3_600_000),
    status: 400,
    reason: 'too_far_in_future',
    kept: 1,
  },
  {
    what: 'the end of time',
    call: timed(() => FURTHEST_MS),
    status: 400,
    reason: 'too_far_in_future',
    kept: 1,
  },
  { what: 'before 1970', call: timed(() => -1n), status: 400, reason: 'older_than_retention', kept: 1 },
  {
    what: 'older than retention',
    call: timed((nowMs) => nowMs - 31 * DAY_MS),
    status: 400,
    reason: 'older_than_retention',
    kept: 1,
  },
  {
    what: '5,000 labels',
    call: labelled(Array.from({ length: TOO_MANY }, (_, at) => [`l${String(at).padStart(4, '0')}`, 'x'])),
    status: 400,
    reason: 'too_many_labels',
    kept: 1,
  },
  {
    what: 'a label name of 1 MiB',
    call: labelled([['n'.repeat(MEBIBYTE), 'x']]),
    status: 400,
    reason: 'label_name_too_long',
    kept: 1,
  },
  {
    what: 'a label value of 1 MiB',
    call: labelled([['n', 'x'.repeat(MEBIBYTE)]]),
    status: 400,
    reason: 'label_value_too_long',
    kept: 1,
  },
  {
    what: 'a label twice',
    call: labelled([
      ['n', 'a'],
      ['n', 'b'],
    ]),
    status: 400,
    reason: 'label_duplicate',
    kept: 1,
  },
  {
    what: 'labels out of order',
    call: labelled([
      ['z', 'a'],
      ['n', 'b'],
    ]),
    status: 400,
    reason: 'labels_unsorted',
    kept: 1,
  },
  {
    what: 'a label without a name',
    call: labelled([['', 'x']]),
    status: 400,
    reason: 'label_name_empty',
    kept: 1,
  },
  { what: 'NUL in a label', call: labelled([['n', 'a\0b']]), status: 400, reason: 'label_with_nul', kept: 1 },
  { what: 'a label that is not UTF-8', call: invalidUtf8, status: 400, reason: 'label_not_utf8', kept: 1 },
  {
    what: 'no metric name',
    call: beside((instance, nowMs) => ({
      labels: [['instance', instance]],
      samples: [{ timeMs: nowMs, bits: 1n }],
    })),
    status: 400,
    reason: 'metric_name_missing',
    kept: 1,
  },
]
