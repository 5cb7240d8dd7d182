import type { ExponentialSum } from '@/lib/core/latency/exponential-sum'
import {
  MOST_BUCKETS,
  type BoundsLayer,
  type ExponentialLayer,
  type Histogram,
} from '@/lib/core/latency/histogram'
import type { LatencySum } from '@/lib/core/latency/latency-sum'
import { isSameList } from '@/lib/core/latency/bounds-lists'
import {
  bitsFor,
  isPackedBits,
  packCounts,
  packedBytes,
  type PackedBits,
} from '@/lib/core/latency/packed-counts'
import { CorruptBlockError } from '../byte-reader'
import type { ByteWriter } from '../byte-writer'
import type { BlockReader } from './block-reader'

/** What is told besides buckets, bit by bit. */
const HAS_SUM = 1
const HAS_EXTREMES = 2
const HAS_ERRORS = 4

/** What a layer is, bit by bit. */
const IS_BOUNDS = 1
const HAS_FRACTIONS = 2
const HAS_OTHER_UNIT = 4
const HAS_ZERO_MS = 8
const IS_PACKED = 16

/** Lists of bounds stand once in a block, and histograms name them by number. */
export class BoundsLists {
  readonly lists: Float64Array[] = []

  numberOf(boundsMs: Float64Array): number {
    const known = this.lists.findIndex((list) => isSameList(list, boundsMs))
    return known >= 0 ? known : this.lists.push(boundsMs) - 1
  }
}

const scratch = new Float64Array(1)
const scratchBytes = new Uint8Array(scratch.buffer)

export const writeFloat = (writer: ByteWriter, value: number): void => {
  scratch[0] = value
  writer.append(scratchBytes)
}

/** What was counted is a whole number, but for senders that weigh. */
const isWhole = (count: number): boolean => Number.isInteger(count) && count >= 0 && count < 2 ** 53

/** `canPack`: what is merged often is packed, so that it is added up without looking at each bucket. */
export const writeHistogram = (
  writer: ByteWriter,
  histogram: Histogram,
  lists: BoundsLists,
  canPack = false,
): void => {
  const { sumMs, minMs, maxMs, errorCount, errorsKnownOf, layers } = histogram
  const hasExtremes = Number.isFinite(minMs) && Number.isFinite(maxMs)
  const flags =
    (Number.isNaN(sumMs) ? 0 : HAS_SUM) |
    (hasExtremes ? HAS_EXTREMES : 0) |
    (errorsKnownOf > 0 ? HAS_ERRORS : 0)
  writer.byte(flags)
  if ((flags & HAS_SUM) !== 0) writeFloat(writer, sumMs)
  if (hasExtremes) {
    writeFloat(writer, minMs)
    writeFloat(writer, maxMs)
  }
  if ((flags & HAS_ERRORS) !== 0) {
    writeFloat(writer, errorCount)
    writeFloat(writer, errorsKnownOf)
  }
  writer.varint(layers.length)
  for (const layer of layers)
    if (layer.kind === 'bounds') writeBounds(writer, layer, lists)
    else writeExponential(writer, layer, canPack)
}

const writeCount = (writer: ByteWriter, count: number, hasFractions: boolean): void => {
  if (hasFractions) writeFloat(writer, count)
  else writer.varint(count)
}

const writeBounds = (writer: ByteWriter, { boundsMs, counts }: BoundsLayer, lists: BoundsLists): void => {
  const hasFractions = !counts.every(isWhole)
  writer.byte(IS_BOUNDS | (hasFractions ? HAS_FRACTIONS : 0))
  writer.varint(lists.numberOf(boundsMs))
  for (const count of counts) writeCount(writer, count, hasFractions)
}

const writeExponential = (writer: ByteWriter, layer: ExponentialLayer, canPack: boolean): void => {
  const { unitMs, scale, zeroCount, zeroMs, offset, counts } = layer
  const hasFractions = !isWhole(zeroCount) || !counts.every(isWhole)
  const filled = Array.from(counts.keys()).filter((at) => counts[at] !== 0)
  const bits = canPack && !hasFractions ? packedBitsFor(counts, filled) : null
  writer.byte(
    (hasFractions ? HAS_FRACTIONS : 0) |
      (unitMs === 1 ? 0 : HAS_OTHER_UNIT) |
      (zeroMs === 0 ? 0 : HAS_ZERO_MS) |
      (bits === null ? 0 : IS_PACKED),
  )
  if (unitMs !== 1) writeFloat(writer, unitMs)
  if (zeroMs !== 0) writeFloat(writer, zeroMs)
  writer.signedVarint(scale)
  writeCount(writer, zeroCount, hasFractions)
  const first = filled[0] ?? 0
  const end = (filled.at(-1) ?? -1) + 1
  if (bits !== null) return writePacked(writer, bits, offset + first, counts.subarray(first, end))
  writer.varint(filled.length)
  if (filled.length === 0) return
  writer.signedVarint(offset + first)
  writer.varint(end - first)
  let before = first
  for (const at of filled) {
    writer.varint(at - before)
    writeCount(writer, counts[at] ?? 0, hasFractions)
    before = at
  }
}

/** A count by itself takes two bytes and the time of many packed ones, so packing may take somewhat more room. */
const PACKED_BYTES_PER_COUNT = 3

const packedBitsFor = (counts: Float64Array, filled: readonly number[]): PackedBits | null => {
  const [first] = filled
  const last = filled.at(-1)
  if (first === undefined || last === undefined) return null
  const bits = bitsFor(filled.reduce((largest, at) => Math.max(largest, counts[at] ?? 0), 0))
  if (bits === null) return null
  const bytes = packedBytes({ bits, first, length: last + 1 - first })
  return bytes <= PACKED_BYTES_PER_COUNT * filled.length ? bits : null
}

const writePacked = (writer: ByteWriter, bits: PackedBits, first: number, counts: Float64Array): void => {
  writer.byte(bits)
  writer.signedVarint(first)
  writer.varint(counts.length)
  writer.varint(counts.reduce((sum, count) => sum + count, 0))
  writer.append(packCounts(bits, first, counts))
}

/** Adds what was written to a sum, without making an object of it. */
export const addHistogram = (reader: BlockReader, lists: readonly Float64Array[], sum: LatencySum): void => {
  const flags = reader.byte()
  const sumMs = (flags & HAS_SUM) === 0 ? NaN : reader.float()
  const minMs = (flags & HAS_EXTREMES) === 0 ? NaN : reader.float()
  const maxMs = (flags & HAS_EXTREMES) === 0 ? NaN : reader.float()
  const errorCount = (flags & HAS_ERRORS) === 0 ? 0 : reader.float()
  const errorsKnownOf = (flags & HAS_ERRORS) === 0 ? 0 : reader.float()
  let count = 0
  for (let left = reader.varint(); left > 0; left -= 1) count += addLayer(reader, lists, sum)
  if (count === 0) return
  sum.count += count
  sum.sumMs += sumMs
  sum.minMs = Math.min(sum.minMs, minMs)
  sum.maxMs = Math.max(sum.maxMs, maxMs)
  sum.errorCount += errorCount
  sum.errorsKnownOf += errorsKnownOf
}

/** Answers how many observations it holds. */
const addLayer = (reader: BlockReader, lists: readonly Float64Array[], sum: LatencySum): number => {
  const flags = reader.byte()
  const hasFractions = (flags & HAS_FRACTIONS) !== 0
  if ((flags & IS_BOUNDS) !== 0) return addBounds(reader, lists, sum, hasFractions)
  const unitMs = (flags & HAS_OTHER_UNIT) === 0 ? 1 : reader.float()
  const zeroMs = (flags & HAS_ZERO_MS) === 0 ? 0 : reader.float()
  const scale = reader.signedVarint()
  const zeroCount = hasFractions ? reader.float() : reader.varint()
  const into = sum.exponential(unitMs)
  into.addZeros(zeroCount, zeroMs)
  if ((flags & IS_PACKED) !== 0) return zeroCount + addPacked(reader, scale, into)
  let left = reader.varint()
  if (left === 0) return zeroCount
  let index = reader.signedVarint()
  const shift = into.open(scale, index, index + reader.varint())
  let total = zeroCount
  for (; left > 0; left -= 1) {
    index += reader.varint()
    const count = hasFractions ? reader.float() : reader.varint()
    into.addAt(index >> shift, count)
    total += count
  }
  return total
}

/** Answers how many observations it holds. */
const addPacked = (reader: BlockReader, scale: number, into: ExponentialSum): number => {
  const bits = reader.byte()
  const first = reader.signedVarint()
  const length = reader.varint()
  if (!isPackedBits(bits) || length === 0 || length > MOST_BUCKETS)
    throw new CorruptBlockError('packed counts of an unknown form')
  const total = reader.varint()
  const { view, at } = reader
  const row = { bits, first, length, view, at }
  reader.skip(packedBytes(row))
  into.addPacked(scale, row)
  return total
}

const addBounds = (
  reader: BlockReader,
  lists: readonly Float64Array[],
  sum: LatencySum,
  hasFractions: boolean,
): number => {
  const boundsMs = lists[reader.varint()]
  if (boundsMs === undefined) throw new CorruptBlockError('a histogram names bounds that are not there')
  const into = sum.countsOf(boundsMs)
  let total = 0
  for (let at = 0; at <= boundsMs.length; at += 1) {
    const count = hasFractions ? reader.float() : reader.varint()
    into[at] = (into[at] ?? 0) + count
    total += count
  }
  return total
}

export const writeLists = (writer: ByteWriter, { lists }: BoundsLists): void => {
  writer.varint(lists.length)
  for (const list of lists) {
    writer.varint(list.length)
    for (const bound of list) writeFloat(writer, bound)
  }
}

export const readLists = (reader: BlockReader): Float64Array[] => {
  const lists: Float64Array[] = []
  for (let left = reader.varint(); left > 0; left -= 1) {
    const length = reader.varint()
    reader.check(8 * length)
    lists.push(Float64Array.from({ length }, () => reader.float()))
  }
  return lists
}
