import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '@/lib/core/errors'
import { decodeOptions, readBatch } from './decode-for-test'
import { decodeWriteRequest } from './decode-write-request'
import {
  bitsOf,
  encodeField,
  encodeVarint,
  encodeWriteRequest,
  type WriteSeries,
} from './encode-write-request'

const byBytes = (a: readonly [string, string], b: readonly [string, string]) =>
  Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0]))

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !text.includes('\0'))
const otherName = word.filter((name) => name !== '__name__' && name !== '__proto__')

const labels = fc
  .tuple(word, fc.dictionary(otherName, word, { maxKeys: 6, noNullPrototype: true }))
  .map(([name, others]) => [['__name__', name] as [string, string], ...Object.entries(others)].sort(byBytes))

const sample = fc.record({
  timeMs: fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
  bits: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
})

const unknownField = fc.oneof(
  fc.uint8Array({ maxLength: 9 }).map((content) => encodeField(77, content)),
  fc
    .bigInt({ min: 0n, max: 2n ** 64n - 1n })
    .map((value) => Buffer.concat([encodeVarint(78 * 8), encodeVarint(value)])),
  fc
    .uint8Array({ minLength: 8, maxLength: 8 })
    .map((bytes) => Buffer.concat([encodeVarint(79 * 8 + 1), bytes])),
  fc
    .uint8Array({ minLength: 4, maxLength: 4 })
    .map((bytes) => Buffer.concat([encodeVarint(80 * 8 + 5), bytes])),
)

const series: fc.Arbitrary<WriteSeries> = fc.record(
  { labels, samples: fc.array(sample, { minLength: 1, maxLength: 4 }), trailing: unknownField },
  { requiredKeys: ['labels', 'samples'] },
)

/** Canonical order puts `__name__` apart. */
const expected = (sent: readonly WriteSeries[]) =>
  sent.map(({ labels: sentLabels, samples }) => ({
    labels: Object.fromEntries(sentLabels),
    samples: samples.map(({ timeMs, bits }) => ({ timeMs: Number(timeMs), bits })),
  }))

const received = (body: Uint8Array) =>
  readBatch(decodeWriteRequest(body, decodeOptions())).map((one) => ({
    ...one,
    labels: Object.fromEntries(one.labels),
  }))

const keyOf = (name: string, own: Readonly<Record<string, string>>) =>
  JSON.stringify([name, Object.entries(own).sort(byBytes)])

const cpu = (mode: string, value = 1, timeMs = 1_700_000_000_000): WriteSeries => ({
  labels: [
    ['__name__', 'node_cpu_seconds_total'],
    ['instance', 'db-1:9100'],
    ['mode', mode],
  ],
  samples: [{ timeMs, bits: bitsOf(value) }],
})

describe('decodeWriteRequest', () => {
  it('reads back what an encoder wrote, bit for bit, and skips unknown fields', () => {
    fc.assert(
      fc.property(fc.array(series, { maxLength: 8 }), unknownField, (sent, unknown) => {
        const body = Buffer.concat([unknown, encodeWriteRequest(sent), unknown])
        expect(received(body)).toEqual(expected(sent))
      }),
    )
  })

  it('refuses a body that is cut anywhere inside a series', () => {
    fc.assert(
      fc.property(series, (one) => {
        const body = encodeWriteRequest([one])
        for (let length = 1; length < body.length; length += 1) {
          expect(() => decodeWriteRequest(body.subarray(0, length), decodeOptions())).toThrow(
            InvalidInputError,
          )
        }
      }),
      { numRuns: 30 },
    )
  })

  it('answers or refuses any bytes, and never fails otherwise', () => {
    const mutated = fc
      .tuple(
        fc.array(series, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
      )
      .map(([sent, changes]) => {
        const body = new Uint8Array(encodeWriteRequest(sent))
        for (const [at, byte] of changes) body[at % body.length] = byte
        return body
      })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mutated), (body) => {
        try {
          decodeWriteRequest(body, decodeOptions())
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('gives the same answer from the cache as without it', () => {
    const pool = fc.uniqueArray(labels, {
      minLength: 1,
      maxLength: 6,
      selector: (one) => JSON.stringify(one),
    })
    const bodies = pool.chain((known) =>
      fc.array(fc.array(fc.tuple(fc.constantFrom(...known), sample), { maxLength: 8 }), { maxLength: 6 }),
    )
    fc.assert(
      fc.property(bodies, (all) => {
        const options = decodeOptions()
        const ids = new Map<string, number>()
        for (const body of all) {
          options.cache.begin(0)
          const sent = body.map(([sentLabels, one]) => ({ labels: sentLabels, samples: [one] }))
          const batch = decodeWriteRequest(encodeWriteRequest(sent), options)
          for (const { name, labels: own, slot, ordinal } of batch.unresolved) {
            const key = keyOf(name, own)
            const id = ids.get(key) ?? ids.size + 1
            ids.set(key, id)
            batch.seriesIds[ordinal] = id
            options.cache.remember(slot, options.cache.generation, id, 7)
          }
          const got = Array.from(batch.sampleOrdinals, (ordinal) => batch.seriesIds[ordinal])
          const want = sent.map((one) => {
            const { __name__: name, ...own } = Object.fromEntries(one.labels)
            return ids.get(keyOf(name ?? '', own))
          })
          expect(got).toEqual(want)
        }
      }),
    )
  })

  it('keeps the stale marker, other NaNs and infinities as they came', () => {
    const bits = [
      0x7ff0000000000002n,
      0x7ff8000000000001n,
      0xfff8000000000000n,
      0x7ff0000000000000n,
      0x8000000000000000n,
    ]
    const sent = { ...cpu('idle'), samples: bits.map((one, at) => ({ timeMs: 1000 + at, bits: one })) }
    const [got] = received(encodeWriteRequest([sent]))
    expect(got?.samples.map((one) => one.bits)).toEqual(bits)
  })

  it('finds labels wherever they stand in a series', () => {
    const late = encodeField(1, Buffer.from([0x0a, 1, 0x7a, 0x12, 1, 0x31]))
    const lateWithLongTag = Buffer.concat([new Uint8Array([0x8a, 0x00]), late.subarray(1)])
    for (const trailing of [late, lateWithLongTag]) {
      const [got] = received(encodeWriteRequest([{ ...cpu('idle'), trailing }]))
      expect(got?.labels).toMatchObject({ mode: 'idle', z: '1' })
    }
  })

  it('refuses by name what is too far ahead or older than retention, and keeps the rest', () => {
    const options = decodeOptions({ times: { oldestMs: 1_600_000_000_000, newestMs: 1_800_000_000_000 } })
    const body = encodeWriteRequest([cpu('idle'), cpu('user', 2, 1_900_000_000_000), cpu('system', 3, 5)])
    const { refusals, sampleOrdinals, unresolved } = decodeWriteRequest(body, options)
    expect(sampleOrdinals).toHaveLength(1)
    expect(unresolved.map((one) => one.labels.mode)).toEqual(['idle'])
    expect(refusals.list().map(({ reason, count }) => [reason, count])).toEqual([
      ['too_far_in_future', 1],
      ['older_than_retention', 1],
    ])
    expect(refusals.sentence(1)).toContain('mode="user"')
  })

  it('refuses a time beyond what a number can hold', () => {
    const options = decodeOptions({ times: { oldestMs: 0, newestMs: 1_800_000_000_000 } })
    for (const timeMs of [2n ** 63n - 1n, -(2n ** 63n), -1n]) {
      const body = encodeWriteRequest([{ ...cpu('idle'), samples: [{ timeMs, bits: 1n }] }])
      expect(decodeWriteRequest(body, options).refusals.total).toBe(1)
    }
  })

  it.each([
    [
      'labels_unsorted',
      [
        ['__name__', 'up'],
        ['b', '1'],
        ['a', '1'],
      ],
    ],
    [
      'label_duplicate',
      [
        ['__name__', 'up'],
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    [
      'label_name_empty',
      [
        ['', 'x'],
        ['__name__', 'up'],
      ],
    ],
    ['metric_name_missing', [['job', 'node']]],
    ['metric_name_missing', []],
    [
      'label_with_nul',
      [
        ['__name__', 'up'],
        ['a', 'x\0y'],
      ],
    ],
    [
      'label_value_too_long',
      [
        ['__name__', 'up'],
        ['a', 'x'.repeat(10_000)],
      ],
    ],
    [
      'label_name_too_long',
      [
        ['__name__', 'up'],
        ['a'.repeat(2000), 'x'],
      ],
    ],
    [
      'too_many_labels',
      [['__name__', 'up'], ...Array.from({ length: 200 }, (_, at) => [`l${1000 + at}`, 'x'])],
    ],
  ] as [string, [string, string][]][])(
    'refuses %s and keeps the other series, the second time too',
    (reason, bad) => {
      const options = decodeOptions()
      const body = encodeWriteRequest([{ labels: bad, samples: [{ timeMs: 1, bits: 1n }] }, cpu('idle')])
      for (let round = 0; round < 2; round += 1) {
        const { refusals, sampleOrdinals } = decodeWriteRequest(body, options)
        expect(refusals.list().map((one) => [one.reason, one.count])).toEqual([[reason, 1]])
        expect(sampleOrdinals).toHaveLength(1)
      }
    },
  )

  it('refuses labels that are not UTF-8', () => {
    const bad = encodeField(
      1,
      Buffer.concat([encodeField(1, Buffer.from('z')), encodeField(2, new Uint8Array([0xff]))]),
    )
    const body = encodeWriteRequest([{ ...cpu('idle'), trailing: bad }])
    expect(decodeWriteRequest(body, decodeOptions()).refusals.list()[0]?.reason).toBe('label_not_utf8')
  })

  it('takes an empty label value for an absent label', () => {
    const sent = { ...cpu('idle'), labels: [...cpu('idle').labels, ['zone', ''] as const] }
    const [first, second] = [sent, cpu('idle')].map((one) =>
      decodeWriteRequest(encodeWriteRequest([one]), decodeOptions()),
    )
    expect(first?.unresolved[0]?.hash).toEqual(second?.unresolved[0]?.hash)
  })

  it('passes over metadata and exemplars, and names native histograms of what is no time', () => {
    const exemplar = encodeField(3, new Uint8Array([0x09, 0, 0, 0, 0, 0, 0, 0, 0]))
    const histogram = encodeField(4, new Uint8Array([0x08, 1]))
    const metadata = encodeField(3, new Uint8Array([0x08, 1]))
    const plain = Buffer.concat([encodeWriteRequest([{ ...cpu('idle'), trailing: exemplar }]), metadata])
    expect(decodeWriteRequest(plain, decodeOptions()).refusals.total).toBe(0)
    const native = encodeWriteRequest([{ ...cpu('idle'), samples: [], trailing: histogram }])
    expect(decodeWriteRequest(native, decodeOptions()).refusals.list()[0]?.reason).toBe(
      'histogram_not_of_time',
    )
  })

  it('reads a request of metadata alone as nothing to keep', () => {
    const batch = decodeWriteRequest(encodeField(3, new Uint8Array([0x08, 1])), decodeOptions())
    expect(batch.sampleOrdinals).toHaveLength(0)
    expect(batch.refusals.total).toBe(0)
  })
})
