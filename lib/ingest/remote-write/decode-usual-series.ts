import type { BatchColumns } from '../batch-columns'
import { NO_SLOT, type RawLabelCache } from '../raw-label-cache'
import type { AcceptedTimes } from '../sample-times'
import type { ProtobufReader } from './protobuf-reader'
import { readSixByteTime, TIME, VALUE } from './sample-fields'

const TIME_SERIES = 0x0a
const SAMPLES = 0x12
/** A sample of our era with what tells it: tag and length, tag and value, tag and time; or without a value, which is zero then. */
const SAMPLE_BYTES = 2 + 9 + 7
const ZERO_BYTES = 2 + 7

interface UsualOptions {
  cache: RawLabelCache
  times: AcceptedTimes
}

/**
 * Decodes series as they mostly are: the one that followed last time, with one sample whose time is accepted. Stops
 * before the first that is otherwise, at the end, or behind `pauseAt`.
 */
export function decodeUsualSeries(
  reader: ProtobufReader,
  end: number,
  pauseAt: number,
  columns: BatchColumns,
  { cache, times: { oldestMs, newestMs } }: UsualOptions,
): void {
  const { bytes, view } = reader
  let at = reader.at
  while (at < end && at < pauseAt && bytes[at] === TIME_SERIES) {
    let from = at + 2
    let length = bytes[at + 1] ?? 0
    if (length > 127) {
      const high = bytes[at + 2] ?? 0
      if (high > 127) break
      length = (length & 127) | (high << 7)
      from += 1
    }
    const seriesEnd = from + length
    if (seriesEnd > end) break
    const hasValue = isSample(bytes, seriesEnd - SAMPLE_BYTES)
    const labelsEnd = seriesEnd - (hasValue ? SAMPLE_BYTES : ZERO_BYTES)
    if (labelsEnd <= from || !(hasValue || isZero(bytes, labelsEnd))) break
    const timeMs = readSixByteTime(reader, seriesEnd - 6)
    if (timeMs < 0 || timeMs < oldestMs || timeMs > newestMs) break
    const slot = cache.predictKnown(view, from, labelsEnd)
    if (slot === NO_SLOT) break
    const low = hasValue ? view.getUint32(labelsEnd + 3, true) : 0
    const high = hasValue ? view.getUint32(labelsEnd + 7, true) : 0
    columns.pushSample(columns.seriesCount, timeMs, low, high)
    columns.pushSeries(cache.meaningOf(slot), cache.groupIdOf(slot))
    at = seriesEnd
  }
  reader.at = at
}

const isSample = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === SAMPLES &&
  bytes[at + 1] === SAMPLE_BYTES - 2 &&
  bytes[at + 2] === VALUE &&
  bytes[at + 11] === TIME

const isZero = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === SAMPLES && bytes[at + 1] === ZERO_BYTES - 2 && bytes[at + 2] === TIME
