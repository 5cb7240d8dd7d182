import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { LatencySum } from '@/lib/core/latency/latency-sum'
import type { LatencyPoint, PointContent } from '@/lib/core/latency/point'
import { CorruptBlockError } from '../byte-reader'
import { ByteWriter } from '../byte-writer'
import { BlockReader } from './block-reader'
import {
  addHistogram,
  BoundsLists,
  readLists,
  writeFloat,
  writeHistogram,
  writeLists,
} from './histogram-codec'

const CODEC = 1
const DELTA = 0
const CUMULATIVE = 1
const CUMULATIVE_RESET = 2
const CLASSIC = 3
const GAP = 4

const LEVEL = { level: 3 }

/** Points of one bucket, lossless. */
export const encodePart = (bucketMs: number, points: readonly LatencyPoint[]): Uint8Array => {
  const lists = new BoundsLists()
  const body = new ByteWriter(64 * points.length)
  for (const { seriesId, timeMs, batch, content } of points) {
    body.varint(seriesId)
    body.varint(timeMs - bucketMs)
    body.varint(batch)
    writeContent(body, content, lists)
  }
  const plain = new ByteWriter(body.length + 256)
  writeLists(plain, lists)
  plain.append(body.written())
  return Buffer.concat([Uint8Array.of(CODEC), deflateRawSync(plain.written(), LEVEL)])
}

const writeContent = (writer: ByteWriter, content: PointContent, lists: BoundsLists): void => {
  if (content.kind === 'gap') {
    writer.byte(GAP)
  } else if (content.kind === 'classic') {
    writer.byte(CLASSIC)
    writer.varint(lists.numberOf(Float64Array.from(content.boundsMs)))
    for (const value of content.cumulative) writeFloat(writer, value)
    writeFloat(writer, content.count)
    writeFloat(writer, content.sumMs)
  } else {
    const isReset = content.kind === 'cumulative' && content.isReset
    writer.byte(content.kind === 'delta' ? DELTA : isReset ? CUMULATIVE_RESET : CUMULATIVE)
    writeHistogram(writer, content.histogram, lists)
  }
}

export const decodePart = (bucketMs: number, bytes: Uint8Array): LatencyPoint[] => {
  if (bytes[0] !== CODEC) throw new CorruptBlockError('a part of an unknown codec')
  const reader = new BlockReader(inflateRawSync(bytes.subarray(1)))
  const lists = readLists(reader)
  const points: LatencyPoint[] = []
  while (!reader.isAtEnd)
    points.push({
      seriesId: reader.varint(),
      timeMs: bucketMs + reader.varint(),
      batch: reader.varint(),
      content: readContent(reader, lists),
    })
  return points
}

const readContent = (reader: BlockReader, lists: readonly Float64Array[]): PointContent => {
  const kind = reader.byte()
  if (kind === GAP) return { kind: 'gap' }
  if (kind === CLASSIC) {
    const boundsMs = Array.from(lists[reader.varint()] ?? [])
    const cumulative = boundsMs.map(() => reader.float())
    return { kind: 'classic', boundsMs, cumulative, count: reader.float(), sumMs: reader.float() }
  }
  const sum = new LatencySum()
  addHistogram(reader, lists, sum)
  const histogram = sum.toHistogram()
  if (kind === DELTA) return { kind: 'delta', histogram }
  return { kind: 'cumulative', histogram, isReset: kind === CUMULATIVE_RESET }
}
