import { CorruptBlockError } from './byte-reader'
import type { ByteWriter } from './byte-writer'
import type { ChunkColumns } from './chunk-columns'
import { powerOf } from './chunk-decimals'
import { RAW_BITS, bySize } from './chunk-heads'
import type { ChunkHeads } from './chunk-heads'

export const VALUE_BYTES = 8

const WORD_PLANES = 4
const WORD = 2 ** 32

const widthOf = (bits: number): number => (bits + 7) >> 3

const stepCount = (bits: number, samples: number): number => (bits === RAW_BITS ? samples : samples - 1)

/**
 * The bytes of all steps by significance: first the lowest byte of every series, then the next of those that have one.
 * `steps` holds the steps of a series where `columns` has its values.
 */
export function writePlanes(
  writer: ByteWriter,
  heads: ChunkHeads,
  { starts, ends, values }: ChunkColumns,
  steps: Float64Array,
  stepStarts: Int32Array,
): void {
  const order = bySize(heads.bits)
  const rawBytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  for (let plane = 0; plane < VALUE_BYTES; plane++) {
    for (const index of order) {
      const bits = heads.bits[index] ?? 0
      if (widthOf(bits) <= plane) continue
      const start = starts[index] ?? 0
      const count = stepCount(bits, (ends[index] ?? 0) - start)
      writer.reserve(count)
      const { bytes, length } = writer
      if (bits === RAW_BITS) writeRawPlane(bytes, length, rawBytes, start * VALUE_BYTES + plane, count)
      else
        writeStepPlane(bytes, length, steps, stepStarts[index] ?? 0, count, heads.shifts[index] ?? 0, plane)
      writer.length += count
    }
  }
}

function writeStepPlane(
  bytes: Uint8Array,
  to: number,
  steps: Float64Array,
  from: number,
  count: number,
  shift: number,
  plane: number,
): void {
  const scale = 2 ** -shift / (plane < WORD_PLANES ? 1 : WORD)
  const lowBits = 8 * (plane % WORD_PLANES)
  for (let i = 0; i < count; i++) bytes[to + i] = ((steps[from + i] ?? 0) * scale) >>> lowBits
}

function writeRawPlane(bytes: Uint8Array, to: number, raw: Uint8Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) bytes[to + i] = raw[from + i * VALUE_BYTES] ?? 0
}

/** Fills the values of every series: those of series i lie at [starts[i], ends[i]). Series without room are skipped. */
export function readPlanes(
  body: Uint8Array,
  from: number,
  heads: ChunkHeads,
  sampleCounts: Int32Array,
  { starts, ends, values }: Pick<ChunkColumns, 'starts' | 'ends' | 'values'>,
): void {
  const planeStarts = planeStartsOf(from, heads, sampleCounts)
  if (planeStarts[VALUE_BYTES] !== body.length) throw new CorruptBlockError('the block has another length')
  for (const index of bySize(heads.bits)) {
    const bits = heads.bits[index] ?? 0
    const start = starts[index] ?? 0
    const end = ends[index] ?? 0
    if (start < end && bits === RAW_BITS) readRawSeries(body, planeStarts, values, start, end)
    else if (start < end) readStepSeries(body, planeStarts, heads, index, values, start, end)
    const count = stepCount(bits, sampleCounts[index] ?? 0)
    for (let plane = 0; plane < widthOf(bits); plane++) planeStarts[plane] = (planeStarts[plane] ?? 0) + count
  }
}

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

function readRawSeries(
  body: Uint8Array,
  planeStarts: Float64Array,
  values: Float64Array,
  start: number,
  end: number,
): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  for (let plane = 0; plane < VALUE_BYTES; plane++) {
    let at = planeStarts[plane] ?? 0
    for (let i = start; i < end; i++) bytes[i * VALUE_BYTES + plane] = body[at++] ?? 0
  }
}

function readStepSeries(
  body: Uint8Array,
  planeStarts: Float64Array,
  heads: ChunkHeads,
  index: number,
  values: Float64Array,
  start: number,
  end: number,
): void {
  const width = widthOf(heads.bits[index] ?? 0)
  const smallest = heads.smallests[index] ?? 0
  for (let i = start + 1; i < end; i++) values[i] = smallest
  for (let plane = 0, unit = 2 ** (heads.shifts[index] ?? 0); plane < width; plane++, unit *= 256) {
    let at = planeStarts[plane] ?? 0
    for (let i = start + 1; i < end; i++) values[i] = (values[i] ?? 0) + (body[at++] ?? 0) * unit
  }
  const power = powerOf(heads.exponents[index] ?? 0)
  let units = heads.firsts[index] ?? 0
  values[start] = units / power
  for (let i = start + 1; i < end; i++) {
    units += values[i] ?? 0
    values[i] = units / power
  }
}
