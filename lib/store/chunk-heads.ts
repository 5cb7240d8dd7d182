import { CorruptBlockError } from './byte-reader'
import type { ByteReader } from './byte-reader'
import type { ByteWriter } from './byte-writer'
import { powerOf } from './chunk-decimals'

/** The `bits` of a series whose values are kept as they are in memory. */
export const RAW_BITS = 64

/** What is known of every series before its steps; arrays by series, in the order of their ids. */
export interface ChunkHeads {
  seriesIds: Int32Array
  /** Index of the series' times among the vectors of the chunk. */
  vectors: Int32Array
  /** Bits of the largest step. */
  bits: Uint8Array
  exponents: Uint8Array
  shifts: Uint8Array
  firsts: Float64Array
  smallests: Float64Array
}

export const createHeads = (count: number): ChunkHeads => ({
  seriesIds: new Int32Array(count),
  vectors: new Int32Array(count),
  bits: new Uint8Array(count),
  exponents: new Uint8Array(count),
  shifts: new Uint8Array(count),
  firsts: new Float64Array(count),
  smallests: new Float64Array(count),
})

export function writeHeads(writer: ByteWriter, heads: ChunkHeads): void {
  writer.varint(heads.seriesIds.length)
  writeDifferences(writer, heads.seriesIds)
  writeDifferences(writer, heads.vectors)
  writer.append(heads.bits)
  writer.append(heads.exponents)
  writer.append(heads.shifts)
  for (const first of heads.firsts) writer.signedVarint(first)
  for (const smallest of heads.smallests) writer.signedVarint(smallest)
}

/** At least four varints and three bytes for each series. */
const SMALLEST_HEAD = 7

export function readHeads(reader: ByteReader): ChunkHeads {
  const heads = createHeads(reader.count(SMALLEST_HEAD))
  const count = heads.seriesIds.length
  readDifferences(reader, heads.seriesIds)
  readDifferences(reader, heads.vectors)
  heads.bits.set(reader.take(count))
  heads.exponents.set(reader.take(count))
  heads.shifts.set(reader.take(count))
  for (let i = 0; i < count; i++) heads.firsts[i] = reader.signedVarint()
  for (let i = 0; i < count; i++) heads.smallests[i] = reader.signedVarint()
  if (heads.bits.some((bits) => bits > RAW_BITS)) throw new CorruptBlockError('a step has too many bits')
  if (heads.exponents.some((exponent) => Number.isNaN(powerOf(exponent))))
    throw new CorruptBlockError('a series has too many decimals')
  return heads
}

function writeDifferences(writer: ByteWriter, numbers: Int32Array): void {
  let previous = 0
  for (const number of numbers) {
    writer.signedVarint(number - previous)
    previous = number
  }
}

function readDifferences(reader: ByteReader, numbers: Int32Array): void {
  let previous = 0
  for (let i = 0; i < numbers.length; i++) numbers[i] = previous += reader.signedVarint()
}

/** Series whose steps need as many bits lie together; stable, so that encoder and decoder agree. */
export function bySize(bits: Uint8Array): Int32Array {
  const starts = new Int32Array(RAW_BITS + 2)
  for (const size of bits) starts[size + 1] = (starts[size + 1] ?? 0) + 1
  for (let size = 1; size < starts.length; size++)
    starts[size] = (starts[size] ?? 0) + (starts[size - 1] ?? 0)
  const order = new Int32Array(bits.length)
  bits.forEach((size, index) => {
    const at = starts[size] ?? 0
    order[at] = index
    starts[size] = at + 1
  })
  return order
}
