import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '@/lib/core/errors'
import { encodeMetrics } from './encode-for-test'
import { readMetrics } from './metrics-protocol'
import type { OtlpPoint } from './otlp-point'
import type { OtlpEncoding } from './otlp-body'

const pointsOf = (encoding: OtlpEncoding, body: Uint8Array): OtlpPoint[] =>
  [...readMetrics(encoding, body)].filter((point) => point !== null)

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)
const uint64 = fc.oneof(
  fc.nat().map((value) => value as number | string),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
)
/** Numbers that JSON cannot write are words there. */
const double = fc
  .double()
  .map((value) => (Number.isFinite(value) ? (value === 0 ? 0 : value) : String(value)))
const nanos = fc.bigInt({ min: 0n, max: 2n ** 63n }).map(String)
const text = fc.string({ unit: 'binary', maxLength: 12 })
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

const { anyValue } = fc.letrec((tie) => ({
  anyValue: fc.oneof(
    { maxDepth: 3 },
    fc.record({ stringValue: text }),
    fc.record({ boolValue: fc.boolean() }),
    fc.record({ intValue: int64 }),
    fc.record({ doubleValue: double }),
    fc.record({
      bytesValue: fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    }),
    fc.record({ arrayValue: fc.record({ values: fc.array(tie('anyValue'), { maxLength: 3 }) }) }),
    fc.record({
      kvlistValue: fc.record({
        values: fc.array(fc.record({ key: text, value: tie('anyValue') }), { maxLength: 3 }),
      }),
    }),
  ),
}))

const head = {
  attributes: fc.array(fc.record({ key: text, value: anyValue }), { maxLength: 3 }),
  startTimeUnixNano: optional(nanos),
  timeUnixNano: optional(nanos),
  flags: optional(fc.nat(3)),
}
const figures = {
  ...head,
  count: optional(uint64),
  sum: optional(double),
  min: optional(double),
  max: optional(double),
}
const buckets = fc.record({
  offset: fc.integer(),
  bucketCounts: fc.array(uint64, { maxLength: 5 }),
})
const numberPoint = fc.oneof(
  fc.record({ ...head, asDouble: double }),
  fc.record({ ...head, asInt: int64 }),
  fc.record(head),
)
const of = (point: fc.Arbitrary<unknown>) =>
  fc.record({
    dataPoints: fc.array(point, { maxLength: 3 }),
    aggregationTemporality: optional(fc.nat(2)),
    isMonotonic: optional(fc.boolean()),
  })
const metric = fc
  .tuple(
    text,
    text,
    fc.oneof(
      fc.record({ gauge: of(numberPoint) }),
      fc.record({ sum: of(numberPoint) }),
      fc.record({
        histogram: of(
          fc.record({
            ...figures,
            bucketCounts: fc.array(uint64, { maxLength: 5 }),
            explicitBounds: fc.array(double, { maxLength: 5 }),
          }),
        ),
      }),
      fc.record({
        exponentialHistogram: of(
          fc.record({
            ...figures,
            scale: fc.integer(),
            zeroCount: uint64,
            positive: optional(buckets),
            negative: optional(buckets),
            zeroThreshold: optional(double),
          }),
        ),
      }),
      fc.record({
        summary: of(
          fc.record({
            ...head,
            count: uint64,
            sum: double,
            quantileValues: fc.array(fc.record({ quantile: double, value: double }), { maxLength: 3 }),
          }),
        ),
      }),
    ),
  )
  .map(([name, unit, told]) => ({ name, unit, ...told }))

const request = fc.record({
  resourceMetrics: fc.array(
    fc.record({
      scopeMetrics: fc.array(
        fc.record({ scope: fc.record({ name: text }), metrics: fc.array(metric, { maxLength: 3 }) }),
        {
          maxLength: 2,
        },
      ),
      resource: fc.record({
        attributes: fc.array(fc.record({ key: text, value: anyValue }), { maxLength: 3 }),
      }),
    }),
    { maxLength: 2 },
  ),
})

describe('readMetrics', () => {
  it('reads the same from protobuf and from JSON', () => {
    fc.assert(
      fc.property(request, (told) => {
        const json = pointsOf('json', Buffer.from(JSON.stringify(told)))
        expect(pointsOf('protobuf', encodeMetrics(told))).toEqual(json)
      }),
    )
  })

  it('reads or refuses a body that is cut off or changed anywhere, and never breaks', () => {
    fc.assert(
      fc.property(request, fc.nat(), fc.nat(255), fc.boolean(), (told, place, byte, isCut) => {
        const whole = encodeMetrics(told)
        const body = isCut ? whole.subarray(0, place % (whole.length + 1)) : Buffer.from(whole)
        if (!isCut && body.length > 0) body[place % body.length] = byte
        try {
          pointsOf('protobuf', body)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError)
        }
      }),
    )
  })

  it('reads or refuses any JSON, and never breaks', () => {
    const word = fc.constantFrom(
      'resourceMetrics',
      'scopeMetrics',
      'metrics',
      'gauge',
      'dataPoints',
      'attributes',
      'value',
    )
    const { any } = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue(),
        fc.array(tie('any'), { maxLength: 2 }),
        fc.dictionary(word, tie('any'), { maxKeys: 3 }),
      ),
    }))
    fc.assert(
      fc.property(any, (told) => {
        try {
          pointsOf('json', Buffer.from(JSON.stringify(told)))
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError)
        }
      }),
    )
  })

  it('reads fields in any order, numbers one by one, and passes over what it does not know', () => {
    const point = Buffer.from([0x32, 0x02, 0x61, 0x62])
    const body = Buffer.from([0x0a, point.length, ...point])
    expect(pointsOf('protobuf', body)).toEqual([])
    expect(() => pointsOf('protobuf', Buffer.from([0x0b]))).toThrow('wire type 3')
    expect(() => pointsOf('protobuf', Buffer.from([0x00]))).toThrow('without a number')
    expect(() => pointsOf('protobuf', Buffer.alloc(11, 0xff))).toThrow('longer than ten bytes')
  })
})
