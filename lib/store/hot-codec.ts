import type { MetricId } from '@/lib/core/checklist/types'
import type { RollMatrix } from '@/lib/core/rollup'
import { CorruptBlockError } from './byte-reader'
import { decodeDirectory, encodeDirectory } from './directory-codec'
import type { Directory } from './directory-codec'

/** One minute of one metric: a matrix of a single step. */
export interface HotMetric {
  metric: MetricId
  directory: Directory
  matrix: RollMatrix
}

interface HotHeader {
  /** Byte lengths of the directories, in order. */
  directories: number[]
  /** Metric, index of its directory, slots. */
  metrics: [metric: MetricId, directory: number, slotCount: number][]
}

export const HOT_STEP_MS = 60_000
const PARTS = 4
const WORD_BYTES = 4
const LENGTH_BYTES = 4

/** What the matrices of a payload are of, in their order. */
type HotColumns = Pick<HotMetric, 'metric' | 'directory'>

/** Length of the header, header, directories, padding, then count, sum, min and max of each metric as Float32. */
export function encodeHot(metrics: readonly HotMetric[]): Buffer {
  const { payload, floats } = hotPayload(metrics)
  let at = 0
  for (const { matrix } of metrics)
    for (const part of [matrix.count, matrix.sum, matrix.min, matrix.max]) {
      floats.set(part, at)
      at += part.length
    }
  return payload
}

/** A payload whose matrices are still to be filled in, as zeros. */
export function hotPayload(metrics: readonly HotColumns[]): { payload: Buffer; floats: Float32Array } {
  const directories = [...new Set(metrics.map(({ directory }) => directory))]
  const payloads = directories.map(encodedOnce)
  const header: HotHeader = {
    directories: payloads.map((payload) => payload.length),
    metrics: metrics.map(({ metric, directory }) => [
      metric,
      directories.indexOf(directory),
      directory.nodeSlots.length,
    ]),
  }
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32LE(text.length)
  const head = Buffer.concat([length, text, ...payloads])
  const slots = metrics.reduce((sum, { directory }) => sum + directory.nodeSlots.length, 0)
  const start = head.length + (-head.length & (WORD_BYTES - 1))
  const memory = new ArrayBuffer(start + PARTS * slots * WORD_BYTES)
  const payload = Buffer.from(memory)
  payload.set(head)
  return { payload, floats: new Float32Array(memory, start) }
}

/** The roller flushes the same directories again and again. */
const encoded = new WeakMap<Directory, Uint8Array>()

function encodedOnce(directory: Directory): Uint8Array {
  const known = encoded.get(directory) ?? encodeDirectory(directory)
  encoded.set(directory, known)
  return known
}

/** Directories by their bytes: those of one minute are mostly those of the next. */
export type KnownDirectories = Map<string, Directory>

/** The payload lies at a multiple of four bytes, and the matrices stay views of it. */
export function decodeHot(
  payload: Buffer<ArrayBuffer>,
  startMs: number,
  wanted: ReadonlySet<string>,
  known: KnownDirectories = new Map(),
): HotMetric[] {
  const headerEnd = LENGTH_BYTES + payload.readUInt32LE(0)
  const header = parseHeader(payload.subarray(LENGTH_BYTES, headerEnd))
  const directories: Buffer[] = []
  let at = headerEnd
  for (const length of header.directories) directories.push(payload.subarray(at, (at += length)))
  at += -at & (WORD_BYTES - 1)
  const decoded: HotMetric[] = []
  for (const [metric, index, slotCount] of header.metrics) {
    if (wanted.has(metric)) {
      const matrix = readMatrix(payload, at, startMs, slotCount)
      decoded.push({ metric, directory: directoryOf(directories[index], known), matrix })
    }
    at += PARTS * slotCount * WORD_BYTES
  }
  return decoded
}

function directoryOf(bytes: Buffer | undefined, known: KnownDirectories): Directory {
  if (!bytes) throw new CorruptBlockError('a hot block names a directory that it does not hold')
  const key = bytes.toString('latin1')
  const directory = known.get(key) ?? decodeDirectory(bytes)
  known.set(key, directory)
  return directory
}

/** Holds because `encodeHot` wrote it; the row lives for minutes and only the roller writes it. */
const parseHeader = (text: Buffer): HotHeader => JSON.parse(text.toString('utf8')) as HotHeader

function readMatrix(
  payload: Buffer<ArrayBuffer>,
  at: number,
  startMs: number,
  slotCount: number,
): RollMatrix {
  const part = (index: number) =>
    new Float32Array(payload.buffer, payload.byteOffset + at + index * slotCount * WORD_BYTES, slotCount)
  return {
    startMs,
    stepMs: HOT_STEP_MS,
    stepCount: 1,
    slotCount,
    count: part(0),
    sum: part(1),
    min: part(2),
    max: part(3),
  }
}
