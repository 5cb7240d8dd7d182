import { takeColumns } from '../batch-columns'
import type { DecodedBatch, UnresolvedSeries } from '../decoded-batch'
import { seriesHash, seriesText, sortedPairs } from '../described-series'
import { nodeIdentityOf, type NodeNaming } from '../node-identity'
import { NO_SLOT, type RawLabelCache } from '../raw-label-cache'
import { refusalCode, refusalOfCode } from '../refusal-codes'
import { Refusals } from '../refusals'
import type { AcceptedTimes } from '../sample-times'
import type { SeriesIndex } from '../series-index'
import { decodeLabels } from './decode-labels'
import { decodeUsualSeries } from './decode-usual-series'
import { gatherLabels } from './gather-labels'
import { HistogramCollector } from './histogram-collector'
import { malformed, ProtobufReader } from './protobuf-reader'
import { readSample, type SampleFields } from './sample-fields'
import { TimeRefusals } from './time-refusals'

/** prometheus.TimeSeries, field number and wire type in one byte. */
const TIME_SERIES = 0x0a
const LABELS = 0x0a
const SAMPLES = 0x12
const HISTOGRAMS = 0x22

export interface DecodeOptions {
  cache: RawLabelCache
  naming: NodeNaming
  times: AcceptedTimes
  /** Series that need no asking. */
  index: Pick<SeriesIndex, 'find'>
}

/** Bytes become series references and samples; a hostile body is an `InvalidInputError`, never a crash. */
export function decodeWriteRequest(body: Uint8Array, options: DecodeOptions): DecodedBatch {
  const decoder = new WriteRequestDecoder(body, options)
  decoder.run(Infinity)
  return decoder.finish()
}

/** Recognising a series by its labels takes as long as so many bytes of those that the cache holds. */
const RECOGNISE_WORK = 8 * 1024
/** A field of a sample holds a value of eight bytes and a time of six, with a byte before each and two before both. */
const BYTES_A_SAMPLE = 18
/** Only a series that is longer is left in its middle. */
const LONG_SERIES_BYTES = 64 * 1024

interface SeriesUnderWay {
  from: number
  labelsEnd: number
  end: number
  firstSample: number
}

export class WriteRequestDecoder {
  private readonly refusals = new Refusals()
  private readonly refusedTimes: TimeRefusals
  private readonly unresolved: UnresolvedSeries[] = []
  private readonly nodeIds = new Set<number>()
  private readonly columns = takeColumns()
  private readonly histograms: HistogramCollector
  private readonly sample: SampleFields = { timeMs: 0, valueAt: 0 }
  private reader: ProtobufReader
  /** The series that was left in its middle. */
  private open: SeriesUnderWay | null = null
  private pauseAt = 0
  private areLabelsScattered = false

  constructor(
    body: Uint8Array,
    private readonly options: DecodeOptions,
  ) {
    this.reader = new ProtobufReader(body)
    this.refusedTimes = new TimeRefusals(options.times)
    this.histograms = new HistogramCollector(options, this.refusals)
  }

  /** For a body of mostly samples, whose columns would be copied again and again as they grow. */
  expectSamples(): void {
    this.columns.makeRoom(Math.ceil(this.reader.bytes.length / BYTES_A_SAMPLE))
  }

  /** Decodes about as much as so many bytes of known series; answers whether all is decoded. */
  run(work: number): boolean {
    const { reader } = this
    const end = reader.bytes.length
    this.pauseAt = reader.at + work
    if (this.open !== null) this.continueSeries(reader, this.open)
    while (reader.at < end && reader.at < this.pauseAt) {
      decodeUsualSeries(reader, end, this.pauseAt, this.columns, this.options)
      if (reader.at >= end || reader.at >= this.pauseAt) break
      const tag = reader.readUint32(end)
      if (tag === TIME_SERIES) {
        const seriesEnd = reader.readEnd(end)
        this.decodeSeries(reader, reader.at, seriesEnd)
      } else {
        if (tag >>> 3 === 0) throw malformed('field number 0')
        reader.skip(tag & 7, end)
      }
    }
    return reader.at >= end
  }

  /** For a pause, in which the body's place is used for other bodies. */
  keepBody(): void {
    const { at, bytes } = this.reader
    this.reader = new ProtobufReader(bytes.slice())
    this.reader.at = at
  }

  finish(): DecodedBatch {
    const { unresolved, refusals, nodeIds } = this
    const histograms = this.histograms.told
    return { ...this.columns.take(), unresolved, refusals, nodeIds, facts: [], histograms }
  }

  private decodeSeries(reader: ProtobufReader, from: number, end: number): void {
    const { cache } = this.options
    let slot = cache.predict(reader.bytes, reader.view, from, end)
    let labelsEnd = 0
    if (slot !== NO_SLOT) labelsEnd = from + cache.lengthOf(slot)
    else {
      labelsEnd = passLabels(reader, from, end)
      slot = cache.locate(reader.bytes, reader.view, from, labelsEnd)
    }
    const firstSample = this.columns.sampleCount
    reader.at = labelsEnd
    if (!this.decodeFields(reader, end)) this.open = { from, labelsEnd, end, firstSample }
    else if (this.areLabelsScattered) this.decodeScattered(reader, from, end, firstSample)
    else this.endSeries(reader, slot, from, labelsEnd, firstSample)
  }

  /** Other bodies were decoded meanwhile, so its slot may mean another series by now. */
  private continueSeries(
    reader: ProtobufReader,
    { from, labelsEnd, end, firstSample }: SeriesUnderWay,
  ): void {
    if (!this.decodeFields(reader, end)) return
    this.open = null
    if (this.areLabelsScattered) this.decodeScattered(reader, from, end, firstSample)
    else {
      const slot = this.options.cache.locate(reader.bytes, reader.view, from, labelsEnd)
      this.endSeries(reader, slot, from, labelsEnd, firstSample)
    }
  }

  /** Answers whether all fields were read. */
  private decodeFields(reader: ProtobufReader, end: number): boolean {
    const pauseAt = Math.min(end, this.pauseAt + LONG_SERIES_BYTES)
    while (reader.at < pauseAt) {
      const tag = reader.readUint32(end)
      if (tag === SAMPLES) this.decodeSample(reader, reader.readEnd(end))
      else {
        if (tag >>> 3 === 0) throw malformed('field number 0')
        if (tag === HISTOGRAMS) this.histograms.note(reader.at)
        if (tag === LABELS) this.areLabelsScattered = true
        reader.skip(tag & 7, end)
      }
    }
    return reader.at >= end
  }

  private decodeSample(reader: ProtobufReader, end: number): void {
    const { sample, columns } = this
    readSample(reader, end, sample)
    const { timeMs, valueAt } = sample
    const { oldestMs, newestMs } = this.options.times
    if (timeMs < oldestMs || timeMs > newestMs) this.refusedTimes.add(timeMs)
    else if (valueAt < 0) columns.pushSample(columns.seriesCount, timeMs, 0, 0)
    else {
      const { view } = reader
      const low = view.getUint32(valueAt, true)
      columns.pushSample(columns.seriesCount, timeMs, low, view.getUint32(valueAt + 4, true))
    }
  }

  /** Gives the samples since `firstSample` to their series, or takes them back if the series is refused. */
  private endSeries(
    reader: ProtobufReader,
    slot: number,
    from: number,
    labelsEnd: number,
    firstSample: number,
  ): void {
    if (this.histograms.waiting > 0) this.histograms.decode(reader, readLabels(reader, from, labelsEnd))
    if (this.refusedTimes.count > 0) this.tellRefused(reader, from, labelsEnd)
    const { columns } = this
    if (columns.sampleCount === firstSample) return
    const { cache } = this.options
    const cached = slot === NO_SLOT ? 0 : cache.meaningOf(slot)
    if (cached > 0) {
      columns.pushSeries(cached, cache.groupIdOf(slot))
      return
    }
    const meaning = cached === 0 ? this.recognise(reader, slot, from, labelsEnd) : cached
    if (meaning >= 0) return
    const refused = columns.sampleCount - firstSample
    columns.sampleCount = firstSample
    this.refusals.add(refusalOfCode(meaning), refused, () => labelText(reader, from, labelsEnd))
  }

  private tellRefused(reader: ProtobufReader, from: number, labelsEnd: number): void {
    this.refusedTimes.tell(this.refusals, () => labelText(reader, from, labelsEnd))
  }

  /** Labels came after samples, which is allowed: the series is read again in another order. */
  private decodeScattered(reader: ProtobufReader, from: number, end: number, firstSample: number): void {
    this.columns.sampleCount = firstSample
    this.areLabelsScattered = false
    this.histograms.forget()
    this.refusedTimes.clear()
    const gathered = gatherLabels(reader, from, end)
    const { pauseAt } = this
    this.pauseAt = Infinity
    this.decodeSeries(new ProtobufReader(gathered), 0, gathered.length)
    this.pauseAt = pauseAt
    reader.at = end
  }

  /** Finds a series by its labels, or notes that it is not known yet; answers less than zero if it is refused. */
  private recognise(reader: ProtobufReader, slot: number, from: number, labelsEnd: number): number {
    const { cache, naming, index } = this.options
    this.pauseAt -= RECOGNISE_WORK
    const { refusal, name, pairs } = readLabels(reader, from, labelsEnd)
    if (refusal !== null) {
      const code = refusalCode(refusal)
      cache.remember(slot, cache.generation, code, 0)
      return code
    }
    const node = nodeIdentityOf(pairs, naming)
    const sorted = sortedPairs(pairs)
    const hash = seriesHash(node, name, sorted)
    const known = index.find(hash)
    const { columns } = this
    if (known === null) {
      const labels = Object.fromEntries(sorted)
      this.unresolved.push({ hash, node, name, labels, ordinal: columns.seriesCount, slot })
      columns.pushSeries(0, 0)
      return 0
    }
    const { seriesId, groupId, nodeId } = known
    cache.remember(slot, cache.generation, seriesId, groupId)
    this.nodeIds.add(nodeId)
    columns.pushSeries(seriesId, groupId)
    return seriesId
  }
}

function passLabels(reader: ProtobufReader, from: number, end: number): number {
  reader.at = from
  while (reader.at < end && reader.bytes[reader.at] === LABELS) {
    reader.at += 1
    reader.at = reader.readEnd(end)
  }
  return reader.at
}

/** In the middle of decoding, so the reader stays where it is. */
function readLabels(
  reader: ProtobufReader,
  from: number,
  labelsEnd: number,
): ReturnType<typeof decodeLabels> {
  const { at } = reader
  const labels = decodeLabels(reader, from, labelsEnd)
  reader.at = at
  return labels
}

function labelText(reader: ProtobufReader, from: number, labelsEnd: number): string {
  const { name, pairs } = readLabels(reader, from, labelsEnd)
  return seriesText({ name, labels: Object.fromEntries(pairs) })
}
