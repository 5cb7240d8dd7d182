import type { Histogram } from '@/lib/core/latency/histogram'
import type { LatencySum } from '@/lib/core/latency/latency-sum'
import { CorruptBlockError } from '../byte-reader'
import { ByteWriter } from '../byte-writer'
import { BlockReader } from './block-reader'
import { addHistogram, BoundsLists, readLists, writeHistogram, writeLists } from './histogram-codec'

/** What was observed in a step, by whom: a series, or a vantage point by its number in the block. */
export interface LatencyEntry {
  key: number
  /** Number of the minute in the block; 0 where it is one step. */
  step: number
  histogram: Histogram
}

/** Blocks of codec 1 are the same without packed counts. */
const CODEC = 2
const KNOWN_CODECS = [1, CODEC]

/** `names` are those of the keys; empty where keys are ids. */
export const encodeEntries = (entries: readonly LatencyEntry[], names: readonly string[]): Uint8Array => {
  const lists = new BoundsLists()
  const body = new ByteWriter(64 * entries.length)
  const one = new ByteWriter()
  for (const { key, step, histogram } of entries) {
    one.length = 0
    writeHistogram(one, histogram, lists, true)
    body.varint(key)
    body.byte(step)
    body.section(one.written())
  }
  const writer = new ByteWriter(body.length + 256)
  writer.byte(CODEC)
  writer.section(Buffer.from(JSON.stringify(names)))
  writeLists(writer, lists)
  writer.append(body.written())
  return writer.written()
}

/** Where an entry is added to; null leaves it out. */
export type ChooseSum = (key: number, step: number, names: readonly string[]) => LatencySum | null

export const addEntries = (bytes: Uint8Array, choose: ChooseSum): void => {
  const reader = new BlockReader(bytes)
  if (!KNOWN_CODECS.includes(reader.byte())) throw new CorruptBlockError('latencies of an unknown codec')
  const namesLength = reader.varint()
  reader.check(namesLength)
  const names = toNames(bytes.subarray(reader.at, reader.at + namesLength))
  reader.at += namesLength
  const lists = readLists(reader)
  while (!reader.isAtEnd) {
    const key = reader.varint()
    const step = reader.byte()
    const end = reader.varint() + reader.at
    const sum = choose(key, step, names)
    if (sum !== null) addHistogram(reader, lists, sum)
    if (sum !== null && reader.at !== end) throw new CorruptBlockError('a histogram has another length')
    reader.at = end
  }
}

const NO_NAMES: readonly string[] = []

const toNames = (bytes: Uint8Array): readonly string[] => {
  if (bytes.length <= 2) return NO_NAMES
  const names: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString())
  if (!Array.isArray(names)) throw new CorruptBlockError('names of a block are no list')
  return names.map(String)
}
