import { encodeField, encodeVarint } from './encode-write-request'

/** A native histogram as Prometheus would send it: for tests, which need any shape of it. */
export interface WriteHistogram {
  timeMs: number
  schema: number
  sum: number
  zeroCount?: number
  zeroThreshold?: number
  spans?: readonly (readonly [offset: number, length: number])[]
  /** Whole numbers, of which each is told as its difference, or fractions. */
  counts?: readonly number[]
  areFractions?: boolean
  negativeCounts?: readonly number[]
  resetHint?: number
  customValues?: readonly number[]
  sumBits?: bigint
}

const zigzag = (value: number): Uint8Array => encodeVarint(value < 0 ? -2 * value - 1 : 2 * value)

const number = (field: number, value: number): Uint8Array =>
  Buffer.concat([encodeVarint(field * 8), encodeVarint(value)])

const signed = (field: number, value: number): Uint8Array =>
  Buffer.concat([encodeVarint(field * 8), zigzag(value)])

const doubles = (values: readonly number[]): Uint8Array => new Uint8Array(Float64Array.from(values).buffer)

const double = (field: number, value: Uint8Array): Uint8Array =>
  Buffer.concat([encodeVarint(field * 8 + 1), value])

export const encodeHistogram = (histogram: WriteHistogram): Uint8Array => {
  const { timeMs, schema, sum, spans = [], counts = [], areFractions = false, sumBits } = histogram
  const sumBytes = sumBits === undefined ? doubles([sum]) : new Uint8Array(BigUint64Array.of(sumBits).buffer)
  const deltas = counts.map((count, at) => count - (counts[at - 1] ?? 0))
  return encodeField(
    4,
    Buffer.concat([
      double(3, sumBytes),
      signed(4, schema),
      double(5, doubles([histogram.zeroThreshold ?? 1e-30])),
      areFractions ? double(7, doubles([histogram.zeroCount ?? 0])) : number(6, histogram.zeroCount ?? 0),
      ...(histogram.negativeCounts ? [encodeField(10, doubles(histogram.negativeCounts))] : []),
      ...spans.map(([offset, length]) =>
        encodeField(11, Buffer.concat([signed(1, offset), number(2, length)])),
      ),
      areFractions ? encodeField(13, doubles(counts)) : encodeField(12, Buffer.concat(deltas.map(zigzag))),
      number(14, histogram.resetHint ?? 0),
      number(15, timeMs),
      ...(histogram.customValues ? [encodeField(16, doubles(histogram.customValues))] : []),
    ]),
  )
}
