import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Column } from '@/lib/core/series'
import { ByteReader, CorruptBlockError } from './byte-reader'
import { ByteWriter } from './byte-writer'
import { toChunkColumns } from './chunk-columns'
import type { ChunkColumns, ChunkEntry } from './chunk-columns'
import { toDecimals, toSteps } from './chunk-decimals'
import { RAW_BITS, createHeads, readHeads, writeHeads } from './chunk-heads'
import { VALUE_BYTES, readPlanes, writePlanes } from './chunk-planes'
import { TimeVectors, readTimes } from './chunk-times'

export type { ChunkEntry } from './chunk-columns'

/** Kept in every row, so that a later codec can live beside this one. */
export const CHUNK_CODEC = 1

/** Whether a block is joined with others within the hour, or stays for good. */
export type Lifetime = 'brief' | 'lasting'

const BROTLI_QUALITY: Record<Lifetime, number> = { brief: 1, lasting: 4 }
const WINDOW_BITS = 18

/** What is read back has no more than these, whatever the bytes say; an hour of a group has a tenth of them. */
const MOST_BODY_BYTES = 2 ** 30
const MOST_SAMPLES = 2 ** 27

export const encodeChunk = (entries: readonly ChunkEntry[]): Uint8Array =>
  encodeColumns(toChunkColumns(entries), 'lasting')

/**
 * Lossless for every float64. Values that are decimals become whole units, units become steps, and the bytes of all steps
 * are sorted by significance and size, because bytes that vary alike compress best side by side.
 */
export function encodeColumns(columns: ChunkColumns, lifetime: Lifetime): Uint8Array {
  const { seriesIds, starts, ends, timesMs, values } = columns
  const heads = createHeads(seriesIds.length)
  const times = new TimeVectors(timesMs)
  const exceptions = new ByteWriter()
  const steps = roomFor(ends.reduce((sum, end, i) => sum + end - (starts[i] ?? 0), 0))
  const stepStarts = new Int32Array(seriesIds.length)
  const found: number[] = []
  const made = { first: 0, smallest: 0, shift: 0, bits: 0 }
  let stepStart = 0
  for (let index = 0; index < seriesIds.length; index++) {
    const start = starts[index] ?? 0
    const end = ends[index] ?? 0
    heads.seriesIds[index] = seriesIds[index] ?? 0
    heads.vectors[index] = times.indexOf(start, end)
    stepStarts[index] = stepStart
    const exponent = toDecimals(values, start, end, steps, stepStart, found)
    writeExceptions(exceptions, values, start, found)
    if (found.length > 0) found.length = 0
    heads.bits[index] = RAW_BITS
    const stepEnd = stepStart + end - start
    if (exponent !== null) toSteps(steps, stepStart, stepEnd, made)
    stepStart = stepEnd
    if (exponent === null) continue
    heads.bits[index] = made.bits
    heads.exponents[index] = exponent
    heads.shifts[index] = made.shift
    heads.firsts[index] = made.first
    heads.smallests[index] = made.smallest
  }
  const body = createBody()
  writeHeads(body, heads)
  times.write(body)
  body.section(exceptions.written())
  writePlanes(body, heads, columns, steps, stepStarts)
  return compress(body.written(), lifetime)
}

const RETAINED_STEPS = 1 << 19
let retainedSteps = new Float64Array(0)
let retainedBody = new ByteWriter()

/** Memory of any content; kept for the next call, unless it is large. */
function roomFor(length: number): Float64Array {
  if (length > RETAINED_STEPS) return new Float64Array(length)
  if (length > retainedSteps.length) retainedSteps = new Float64Array(Math.min(RETAINED_STEPS, 2 * length))
  return retainedSteps
}

function createBody(): ByteWriter {
  if (retainedBody.bytes.length > 4 * RETAINED_STEPS) retainedBody = new ByteWriter()
  retainedBody.length = 0
  return retainedBody
}

function compress(body: Uint8Array, lifetime: Lifetime): Uint8Array {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY[lifetime],
    [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  }
  return brotliCompressSync(body, { params })
}

function writeExceptions(
  writer: ByteWriter,
  values: Float64Array,
  start: number,
  offsets: readonly number[],
): void {
  writer.varint(offsets.length)
  for (const offset of offsets) {
    writer.varint(offset)
    writer.append(
      new Uint8Array(values.buffer, values.byteOffset + (start + offset) * VALUE_BYTES, VALUE_BYTES),
    )
  }
}

/** What a block holds: series i was measured at the times `vectors[vectorOf[i]]`, which several may share. */
export interface DecodedChunk {
  seriesIds: Int32Array
  starts: Int32Array
  ends: Int32Array
  values: Float64Array
  vectors: readonly Float64Array[]
  vectorOf: Int32Array
}

/** Values of other than the wanted series are left out: their end is their start. */
export function decodeColumns(bytes: Uint8Array, wanted?: ReadonlySet<number>): DecodedChunk {
  const body = decompress(bytes)
  const reader = new ByteReader(body)
  const heads = readHeads(reader)
  const { seriesIds, vectors: vectorOf } = heads
  const vectors = Array.from({ length: reader.count(1) }, () => readTimes(reader))
  const exceptions = new ByteReader(reader.section())
  const starts = new Int32Array(seriesIds.length)
  const ends = new Int32Array(seriesIds.length)
  const sampleCounts = new Int32Array(seriesIds.length)
  let length = 0
  for (let i = 0; i < seriesIds.length; i++) {
    const timesMs = vectors[vectorOf[i] ?? 0]
    if (!timesMs?.length) throw new CorruptBlockError('a series of the block has no times')
    sampleCounts[i] = timesMs.length
    starts[i] = length
    if (!wanted || wanted.has(seriesIds[i] ?? 0)) length += timesMs.length
    ends[i] = length
  }
  checkCounts(sampleCounts)
  const values = new Float64Array(length)
  readPlanes(body, reader.position, heads, sampleCounts, { starts, ends, values })
  applyExceptions(exceptions, { starts, ends, values })
  return { seriesIds, starts, ends, values, vectors, vectorOf }
}

function checkCounts(sampleCounts: Int32Array): void {
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

/** Only the wanted series are turned back into columns; those scraped together share one array of times. */
export function decodeChunk(bytes: Uint8Array, wanted?: ReadonlySet<number>): Map<number, Column> {
  const { seriesIds, starts, ends, values, vectors, vectorOf } = decodeColumns(bytes, wanted)
  const columns = new Map<number, Column>()
  seriesIds.forEach((seriesId, i) => {
    const timesMs = vectors[vectorOf[i] ?? 0]
    if (timesMs && (!wanted || wanted.has(seriesId)))
      columns.set(seriesId, { timesMs, values: values.subarray(starts[i], ends[i]) })
  })
  return columns
}

function applyExceptions(
  exceptions: ByteReader,
  { starts, ends, values }: Pick<DecodedChunk, 'starts' | 'ends' | 'values'>,
): void {
  const bytes = new Uint8Array(values.buffer)
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i] ?? 0
    const length = (ends[i] ?? 0) - start
    for (let left = exceptions.varint(); left > 0; left--) {
      const offset = exceptions.varint()
      const bits = exceptions.take(VALUE_BYTES)
      if (length === 0) continue
      if (offset >= length) throw new CorruptBlockError('an exception lies outside its series')
      bytes.set(bits, (start + offset) * VALUE_BYTES)
    }
  }
}
