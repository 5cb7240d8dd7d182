import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Column } from '@/lib/core/series'
import { ByteReader, CorruptBlockError } from './byte-reader'
import { ByteWriter } from './byte-writer'
import { toDecimals, toSteps } from './chunk-decimals'
import { RAW_BITS, createHeads, readHeads, writeHeads } from './chunk-heads'
import { VALUE_BYTES, readPlanes, writePlanes } from './chunk-planes'
import { TimeVectors, readTimes, writeTimes } from './chunk-times'

/** Kept in every row, so that a later codec can live beside this one. */
export const CHUNK_CODEC = 1

export interface ChunkEntry {
  seriesId: number
  /** Times are whole milliseconds. */
  column: Column
}

const BROTLI_QUALITY = 4
const WINDOW_BITS = 18

/** What is read back has no more than these, whatever the bytes say; an hour of a group has a tenth of them. */
const MOST_BODY_BYTES = 2 ** 30
const MOST_SAMPLES = 2 ** 27

/**
 * Lossless for every float64. Values that are decimals become whole units, units become steps, and the bytes of all steps
 * are sorted by significance and size, because bytes that vary alike compress best side by side.
 */
export function encodeChunk(entries: readonly ChunkEntry[]): Uint8Array {
  const present = entries.filter((entry) => entry.column.timesMs.length > 0)
  present.sort((a, b) => a.seriesId - b.seriesId)
  const heads = createHeads(present.length)
  const times = new TimeVectors()
  const exceptions = new ByteWriter()
  const steps = new Float64Array(present.reduce((sum, entry) => sum + entry.column.values.length, 0))
  const starts = new Int32Array(present.length)
  let start = 0
  present.forEach(({ seriesId, column }, index) => {
    const end = start + column.values.length
    heads.seriesIds[index] = seriesId
    heads.vectors[index] = times.indexOf(column.timesMs)
    starts[index] = start
    const units = steps.subarray(start, end)
    const decimals = toDecimals(column.values, units)
    writeExceptions(exceptions, column.values, decimals?.exceptions ?? [])
    start = end
    heads.bits[index] = RAW_BITS
    if (decimals === null) return
    const { first, smallest, shift, bits } = toSteps(units)
    heads.bits[index] = bits
    heads.exponents[index] = decimals.exponent
    heads.shifts[index] = shift
    heads.firsts[index] = first
    heads.smallests[index] = smallest
  })
  const body = new ByteWriter(steps.length + 1024)
  writeHeads(body, heads)
  body.varint(times.vectors.length)
  for (const vector of times.vectors) writeTimes(body, vector)
  body.section(exceptions.written())
  const values = present.map((entry) => entry.column.values)
  writePlanes(body, heads, values, steps, starts)
  return compress(body.written())
}

function compress(body: Uint8Array): Uint8Array {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  }
  return brotliCompressSync(body, { params })
}

function writeExceptions(writer: ByteWriter, values: Float64Array, indexes: readonly number[]): void {
  writer.varint(indexes.length)
  for (const index of indexes) {
    writer.varint(index)
    writer.append(new Uint8Array(values.buffer, values.byteOffset + index * VALUE_BYTES, VALUE_BYTES))
  }
}

/** Only the wanted series are turned back into columns; those scraped together share one array of times. */
export function decodeChunk(bytes: Uint8Array, wanted?: ReadonlySet<number>): Map<number, Column> {
  const body = decompress(bytes)
  const reader = new ByteReader(body)
  const heads = readHeads(reader)
  const vectors = Array.from({ length: reader.count(1) }, () => readTimes(reader))
  const exceptions = new ByteReader(reader.section())
  const timesOf = [...heads.vectors].map((vector) => vectors[vector] ?? NO_TIMES)
  const sampleCounts = Int32Array.from(timesOf, ({ length }) => length)
  checkCounts(sampleCounts)
  const columns = new Map<number, Column>()
  const values = timesOf.map((timesMs, index) => {
    const seriesId = heads.seriesIds[index] ?? -1
    if (wanted && !wanted.has(seriesId)) return undefined
    const own = new Float64Array(timesMs.length)
    columns.set(seriesId, { timesMs, values: own })
    return own
  })
  readPlanes(body, reader.position, heads, sampleCounts, values)
  for (const own of values) applyExceptions(exceptions, own)
  return columns
}

const NO_TIMES = new Float64Array()

function checkCounts(sampleCounts: Int32Array): void {
  if (sampleCounts.includes(0)) throw new CorruptBlockError('a series of the block has no times')
  if (sampleCounts.reduce((sum, count) => sum + count, 0) > MOST_SAMPLES)
    throw new CorruptBlockError('the block has more samples than any that was written')
}

function decompress(bytes: Uint8Array): Uint8Array {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: MOST_BODY_BYTES })
  } catch (error) {
    throw new CorruptBlockError('the block cannot be decompressed', { cause: error })
  }
}

function applyExceptions(exceptions: ByteReader, values: Float64Array | undefined): void {
  for (let left = exceptions.varint(); left > 0; left--) {
    const index = exceptions.varint()
    const bits = exceptions.take(VALUE_BYTES)
    if (!values) continue
    if (index >= values.length) throw new CorruptBlockError('an exception lies outside its series')
    new Uint8Array(values.buffer, values.byteOffset + index * VALUE_BYTES, VALUE_BYTES).set(bits)
  }
}
