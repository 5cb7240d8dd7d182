import type { DecodedBatch, UnresolvedSeries } from '../decoded-batch'
import { describeSeries, seriesText } from '../described-series'
import { nodeIdentityOf, type NodeNaming } from '../node-identity'
import { NO_SLOT, type RawLabelCache } from '../raw-label-cache'
import { refusalCode, refusalOfCode } from '../refusal-codes'
import { Refusals } from '../refusals'
import { SampleColumns } from '../sample-columns'
import { timeRefusalOf, timeText, type AcceptedTimes } from '../sample-times'
import { decodeLabels } from './decode-labels'
import { gatherLabels } from './gather-labels'
import { malformed, ProtobufReader } from './protobuf-reader'

/** prometheus.TimeSeries and prometheus.Sample, field number and wire type in one byte. */
const TIME_SERIES = 0x0a
const LABELS = 0x0a
const SAMPLES = 0x12
const HISTOGRAMS = 0x22
const SAMPLE_VALUE = 0x09
const SAMPLE_TIME = 0x10
const TIME_BYTES_OF_OUR_ERA = 6
const LENGTH_WITH_VALUE = 9 + 1 + TIME_BYTES_OF_OUR_ERA
const LENGTH_OF_ZERO = 1 + TIME_BYTES_OF_OUR_ERA

export interface DecodeOptions {
  cache: RawLabelCache
  naming: NodeNaming
  times: AcceptedTimes
}

const columns = new SampleColumns()

/** Bytes become series references and samples; a hostile body is an `InvalidInputError`, never a crash. */
export function decodeWriteRequest(body: Uint8Array, options: DecodeOptions): DecodedBatch {
  columns.clear()
  const decoding = new Decoding(options)
  const reader = new ProtobufReader(body)
  const end = body.length
  while (reader.at < end) {
    const tag = reader.readUint32(end)
    if (tag !== TIME_SERIES) {
      if (tag >>> 3 === 0) throw malformed('field number 0')
      reader.skip(tag & 7, end)
      continue
    }
    const seriesEnd = reader.readEnd(end)
    decoding.decodeSeries(reader, reader.at, seriesEnd)
    reader.at = seriesEnd
  }
  return decoding.finish()
}

class Decoding {
  private readonly refusals = new Refusals()
  private readonly unresolved: UnresolvedSeries[] = []
  private seriesIds = new Int32Array(1024)
  private groupIds = new Int32Array(1024)
  private seriesCount = 0
  private refusedTimes = 0

  constructor(private readonly options: DecodeOptions) {}

  decodeSeries(reader: ProtobufReader, from: number, end: number): void {
    const { cache } = this.options
    let slot = cache.predict(reader.bytes, reader.view, from, end)
    let labelsEnd = 0
    if (slot !== NO_SLOT) labelsEnd = from + cache.lengthOf(slot)
    else {
      labelsEnd = passLabels(reader, from, end)
      slot = cache.locate(reader.bytes, reader.view, from, labelsEnd)
    }
    const firstSample = columns.count
    this.refusedTimes = 0
    reader.at = labelsEnd
    const histograms = this.decodeFields(reader, end)
    if (histograms === LABELS_SCATTERED) {
      columns.count = firstSample
      const gathered = gatherLabels(reader, from, end)
      this.decodeSeries(new ProtobufReader(gathered), 0, gathered.length)
      return
    }
    if (histograms > 0) this.refuseHistograms(histograms, reader, from, labelsEnd)
    if (this.refusedTimes > 0) this.refuseTimes(reader, from, labelsEnd, end)
    if (columns.count > firstSample) this.settle(reader, slot, from, labelsEnd, firstSample)
  }

  /** Answers how many native histograms were passed over, or that labels follow samples. */
  private decodeFields(reader: ProtobufReader, end: number): number {
    let histograms = 0
    while (reader.at < end) {
      const tag = reader.readUint32(end)
      if (tag === SAMPLES) this.decodeSample(reader, reader.readEnd(end))
      else if (tag === LABELS) return LABELS_SCATTERED
      else {
        if (tag >>> 3 === 0) throw malformed('field number 0')
        if (tag === HISTOGRAMS) histograms += 1
        reader.skip(tag & 7, end)
      }
    }
    return histograms
  }

  /** A sample of our era is 16 bytes, or 7 if its value is zero, which protobuf leaves out. */
  private decodeSample(reader: ProtobufReader, end: number): void {
    const { bytes, view } = reader
    const from = reader.at
    const length = end - from
    let timeMs = -1
    let valueAt = -1
    if (length === LENGTH_WITH_VALUE && bytes[from] === SAMPLE_VALUE && bytes[from + 9] === SAMPLE_TIME) {
      valueAt = from + 1
      timeMs = readSixByteTime(bytes, from + 10)
    } else if (length === LENGTH_OF_ZERO && bytes[from] === SAMPLE_TIME)
      timeMs = readSixByteTime(bytes, from + 1)
    if (timeMs < 0) ({ timeMs, valueAt } = readSample(reader, end))
    reader.at = end
    const { oldestMs, newestMs } = this.options.times
    if (timeMs < oldestMs || timeMs > newestMs) this.refusedTimes += 1
    else if (valueAt < 0) columns.push(this.seriesCount, timeMs, 0, 0)
    else
      columns.push(
        this.seriesCount,
        timeMs,
        view.getUint32(valueAt, IS_LITTLE),
        view.getUint32(valueAt + 4, IS_LITTLE),
      )
  }

  /** Gives the samples since `firstSample` to a series, or takes them back if the series is refused. */
  private settle(
    reader: ProtobufReader,
    slot: number,
    from: number,
    labelsEnd: number,
    firstSample: number,
  ): void {
    const { cache } = this.options
    const cached = slot === NO_SLOT ? 0 : cache.meaningOf(slot)
    const meaning = cached === 0 ? this.describe(reader, slot, from, labelsEnd) : cached
    if (meaning >= 0) this.pushSeries(meaning, meaning === 0 ? 0 : cache.groupIdOf(slot))
    else this.takeBack(meaning, firstSample, reader, from, labelsEnd)
  }

  private takeBack(
    meaning: number,
    firstSample: number,
    reader: ProtobufReader,
    from: number,
    labelsEnd: number,
  ): void {
    const refused = columns.count - firstSample
    columns.count = firstSample
    this.refusals.add(refusalOfCode(meaning), refused, () => labelText(reader, from, labelsEnd))
  }

  /** Notes a series that is not known yet; answers 0, or the code of its refusal. */
  private describe(reader: ProtobufReader, slot: number, from: number, labelsEnd: number): number {
    const { cache, naming } = this.options
    const labels = decodeLabels(reader, from, labelsEnd)
    if (labels.refusal !== null) {
      const code = refusalCode(labels.refusal)
      cache.remember(slot, cache.generation, code, 0)
      return code
    }
    const node = nodeIdentityOf(labels.pairs, naming)
    this.unresolved.push({
      ...describeSeries(node, labels.name, labels.pairs),
      ordinal: this.seriesCount,
      slot,
    })
    return 0
  }

  private pushSeries(seriesId: number, groupId: number): void {
    const at = this.seriesCount
    if (at === this.seriesIds.length) {
      this.seriesIds = doubled(this.seriesIds)
      this.groupIds = doubled(this.groupIds)
    }
    this.seriesIds[at] = seriesId
    this.groupIds[at] = groupId
    this.seriesCount = at + 1
  }

  private refuseHistograms(count: number, reader: ProtobufReader, from: number, labelsEnd: number): void {
    this.refusals.add('native_histogram', count, () => labelText(reader, from, labelsEnd))
  }

  /** Rare, so the samples are read again to name the reason of each. */
  private refuseTimes(reader: ProtobufReader, from: number, labelsEnd: number, end: number): void {
    const { times } = this.options
    reader.at = labelsEnd
    while (reader.at < end) {
      const tag = reader.readUint32(end)
      if (tag !== SAMPLES) {
        reader.skip(tag & 7, end)
        continue
      }
      const { timeMs } = readSample(reader, reader.readEnd(end))
      if (timeMs >= times.oldestMs && timeMs <= times.newestMs) continue
      const text = () => `${labelText(reader, from, labelsEnd)} at ${timeText(timeMs)}`
      this.refusals.add(timeRefusalOf(timeMs, times), 1, text)
    }
  }

  finish(): DecodedBatch {
    return {
      ...columns.copy(),
      seriesIds: this.seriesIds.slice(0, this.seriesCount),
      groupIds: this.groupIds.slice(0, this.seriesCount),
      unresolved: this.unresolved,
      refusals: this.refusals,
      facts: [],
    }
  }
}

const LABELS_SCATTERED = -1
const IS_LITTLE = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

function doubled(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(column.length * 2)
  longer.set(column)
  return longer
}

/** -1 if the time does not fill exactly six bytes. */
function readSixByteTime(bytes: Uint8Array, at: number): number {
  const last = bytes[at + 5] ?? 0
  let low = 0
  let continued = 0x80
  for (let index = 0; index < 4; index += 1) {
    const byte = bytes[at + index] ?? 0
    continued &= byte
    low |= (byte & 0x7f) << (7 * index)
  }
  const fifth = bytes[at + 4] ?? 0
  if ((continued & fifth) === 0 || last >= 0x80) return -1
  return low + ((fifth & 0x7f) | (last << 7)) * 2 ** 28
}

/** Fields in any order, left out or repeated; -1 as `valueAt` means zero. */
function readSample(reader: ProtobufReader, end: number): { timeMs: number; valueAt: number } {
  let timeMs = 0
  let valueAt = -1
  while (reader.at < end) {
    const tag = reader.readUint32(end)
    if (tag === SAMPLE_TIME) timeMs = reader.readVarint(end)
    else {
      if (tag === SAMPLE_VALUE) valueAt = reader.at
      if (tag >>> 3 === 0) throw malformed('field number 0')
      reader.skip(tag & 7, end)
    }
  }
  return { timeMs, valueAt }
}

function passLabels(reader: ProtobufReader, from: number, end: number): number {
  reader.at = from
  while (reader.at < end && reader.bytes[reader.at] === LABELS) {
    reader.at += 1
    reader.at = reader.readEnd(end)
  }
  return reader.at
}

/** For an example in the middle of decoding, so the reader stays where it is. */
function labelText(reader: ProtobufReader, from: number, labelsEnd: number): string {
  const { at } = reader
  const { name, pairs } = decodeLabels(reader, from, labelsEnd)
  reader.at = at
  return seriesText({ name, labels: Object.fromEntries(pairs) })
}
