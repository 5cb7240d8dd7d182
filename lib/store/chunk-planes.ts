import { CorruptBlockError } from './byte-reader'
import type { ByteWriter } from './byte-writer'
import { powerOf } from './chunk-decimals'
import { RAW_BITS, bySize } from './chunk-heads'
import type { ChunkHeads } from './chunk-heads'

export const VALUE_BYTES = 8

const widthOf = (bits: number): number => (bits + 7) >> 3

const bytesOf = (values: Float64Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength)

/**
 * The bytes of all steps by significance: first the lowest byte of every series, then the next of those that have one.
 * `steps` holds the steps of series i from `starts[i]` on.
 */
export function writePlanes(
  writer: ByteWriter,
  heads: ChunkHeads,
  values: readonly Float64Array[],
  steps: Float64Array,
  starts: Int32Array,
): void {
  const order = bySize(heads.bits)
  for (let plane = 0; plane < VALUE_BYTES; plane++) {
    for (const index of order) {
      const bits = heads.bits[index] ?? 0
      if (widthOf(bits) <= plane) continue
      const own = values[index] ?? new Float64Array()
      writer.reserve(own.length)
      const start = starts[index] ?? 0
      if (bits === RAW_BITS) writeRawPlane(writer, own, plane)
      else
        writeStepPlane(
          writer,
          steps,
          start,
          start + own.length - 1,
          2 ** (heads.shifts[index] ?? 0) * 256 ** plane,
        )
    }
  }
}

function writeStepPlane(
  writer: ByteWriter,
  steps: Float64Array,
  start: number,
  end: number,
  unit: number,
): void {
  const { bytes } = writer
  const scale = 1 / unit
  let at = writer.length
  for (let i = start; i < end; i++) bytes[at++] = Math.floor((steps[i] ?? 0) * scale) % 256
  writer.length = at
}

function writeRawPlane(writer: ByteWriter, values: Float64Array, plane: number): void {
  const bytes = bytesOf(values)
  for (let i = plane; i < bytes.length; i += VALUE_BYTES) writer.bytes[writer.length++] = bytes[i] ?? 0
}

/** Fills the values of every series that has room for them; a series with an empty array is skipped. */
export function readPlanes(
  body: Uint8Array,
  from: number,
  heads: ChunkHeads,
  sampleCounts: Int32Array,
  values: readonly (Float64Array | undefined)[],
): void {
  const planeStarts = planeStartsOf(from, heads, sampleCounts)
  if (planeStarts[VALUE_BYTES] !== body.length) throw new CorruptBlockError('the block has another length')
  for (const index of bySize(heads.bits)) {
    const bits = heads.bits[index] ?? 0
    const own = values[index]
    if (own === undefined) skipSeries(planeStarts, bits, stepCount(bits, sampleCounts[index] ?? 0))
    else if (bits === RAW_BITS) readRawSeries(body, planeStarts, own)
    else readStepSeries(body, planeStarts, heads, index, own)
  }
}

const stepCount = (bits: number, samples: number): number => (bits === RAW_BITS ? samples : samples - 1)

function planeStartsOf(from: number, heads: ChunkHeads, sampleCounts: Int32Array): Float64Array {
  const starts = new Float64Array(VALUE_BYTES + 1)
  heads.bits.forEach((bits, index) => {
    const count = stepCount(bits, sampleCounts[index] ?? 0)
    for (let plane = 0; plane < widthOf(bits); plane++) starts[plane + 1] = (starts[plane + 1] ?? 0) + count
  })
  starts[0] = from
  for (let plane = 0; plane < VALUE_BYTES; plane++)
    starts[plane + 1] = (starts[plane + 1] ?? 0) + (starts[plane] ?? 0)
  return starts
}

function skipSeries(planeStarts: Float64Array, bits: number, count: number): void {
  for (let plane = 0; plane < widthOf(bits); plane++) planeStarts[plane] = (planeStarts[plane] ?? 0) + count
}

function readRawSeries(body: Uint8Array, planeStarts: Float64Array, values: Float64Array): void {
  const bytes = bytesOf(values)
  for (let plane = 0; plane < VALUE_BYTES; plane++) {
    let at = planeStarts[plane] ?? 0
    for (let i = plane; i < bytes.length; i += VALUE_BYTES) bytes[i] = body[at++] ?? 0
    planeStarts[plane] = at
  }
}

function readStepSeries(
  body: Uint8Array,
  planeStarts: Float64Array,
  heads: ChunkHeads,
  index: number,
  values: Float64Array,
): void {
  const width = widthOf(heads.bits[index] ?? 0)
  for (let plane = 0, unit = 2 ** (heads.shifts[index] ?? 0); plane < width; plane++, unit *= 256) {
    let at = planeStarts[plane] ?? 0
    for (let i = 1; i < values.length; i++) values[i] = (values[i] ?? 0) + (body[at++] ?? 0) * unit
    planeStarts[plane] = at
  }
  const power = powerOf(heads.exponents[index] ?? 0)
  const smallest = heads.smallests[index] ?? 0
  let units = heads.firsts[index] ?? 0
  values[0] = units / power
  for (let i = 1; i < values.length; i++) {
    units += (values[i] ?? 0) + smallest
    values[i] = units / power
  }
}
