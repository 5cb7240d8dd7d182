import { HIGH_WORD, LOW_WORD } from '@/lib/core/stale'

const INITIAL_CAPACITY = 4096
/** What holds more is handed on as it is, rather than copied. */
const KEPT_CAPACITY = 64 * 1024

export interface FilledColumns {
  seriesIds: Int32Array
  groupIds: Int32Array
  sampleOrdinals: Int32Array
  timesMs: Float64Array
  values: Float64Array
}

/** The growing columns of a batch. One that was filled is used again for the next request. */
export class BatchColumns {
  sampleCount = 0
  seriesCount = 0
  private ordinals = new Int32Array(INITIAL_CAPACITY)
  private timesMs = new Float64Array(INITIAL_CAPACITY)
  /** Values as pairs of words: moving a NaN as a number may change its bits. */
  private valueWords = new Uint32Array(INITIAL_CAPACITY * 2)
  private seriesIds = new Int32Array(INITIAL_CAPACITY)
  private groupIds = new Int32Array(INITIAL_CAPACITY)

  pushSample(ordinal: number, timeMs: number, lowWord: number, highWord: number): void {
    const at = this.sampleCount
    if (at === this.ordinals.length) this.growSamples()
    this.ordinals[at] = ordinal
    this.timesMs[at] = timeMs
    this.valueWords[at * 2 + LOW_WORD] = lowWord
    this.valueWords[at * 2 + HIGH_WORD] = highWord
    this.sampleCount = at + 1
  }

  pushSeries(seriesId: number, groupId: number): void {
    const at = this.seriesCount
    if (at === this.seriesIds.length) {
      this.seriesIds = doubled(this.seriesIds, new Int32Array(2 * at))
      this.groupIds = doubled(this.groupIds, new Int32Array(2 * at))
    }
    this.seriesIds[at] = seriesId
    this.groupIds[at] = groupId
    this.seriesCount = at + 1
  }

  private growSamples(): void {
    const capacity = 2 * this.ordinals.length
    this.ordinals = doubled(this.ordinals, new Int32Array(capacity))
    this.timesMs = doubled(this.timesMs, new Float64Array(capacity))
    this.valueWords = doubled(this.valueWords, new Uint32Array(2 * capacity))
  }

  /** What was filled; the columns are empty afterwards. */
  take(): FilledColumns {
    const { sampleCount, seriesCount } = this
    const isLarge = Math.max(this.ordinals.length, this.seriesIds.length) > KEPT_CAPACITY
    const words = part(this.valueWords, 2 * sampleCount, isLarge)
    const filled = {
      seriesIds: part(this.seriesIds, seriesCount, isLarge),
      groupIds: part(this.groupIds, seriesCount, isLarge),
      sampleOrdinals: part(this.ordinals, sampleCount, isLarge),
      timesMs: part(this.timesMs, sampleCount, isLarge),
      values: new Float64Array(words.buffer, words.byteOffset, sampleCount),
    }
    Object.assign(this, isLarge ? new BatchColumns() : { sampleCount: 0, seriesCount: 0 })
    return filled
  }
}

type Column = Int32Array | Uint32Array | Float64Array

function doubled<Same extends Column>(old: Same, longer: Same): Same {
  longer.set(old)
  return longer
}

function part<Same extends Column>(column: Same, count: number, isLarge: boolean): Same
function part(column: Column, count: number, isLarge: boolean): Column {
  return isLarge ? column.subarray(0, count) : column.slice(0, count)
}
