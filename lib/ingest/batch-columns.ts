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

export interface TakenColumns extends FilledColumns {
  /** Call when nobody reads them any more: their memory is used for another request. */
  release(): void
}

/** Columns may have much more room than they fill, so of what waits beyond these a copy is made. */
const MOST_LENT = 16

let lent = 0
const spare: BatchColumns[] = []

export const takeColumns = (): BatchColumns => spare.pop() ?? new BatchColumns()

/** The growing columns of a batch, whose memory is used for one request after the other. */
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

  /** Makes room for about so many samples at once: memory that is not touched costs nothing, and copying it would. */
  makeRoom(samples: number): void {
    if (samples > this.ordinals.length) this.growSamples(samples)
  }

  private growSamples(capacity = 2 * this.ordinals.length): void {
    this.ordinals = doubled(this.ordinals, new Int32Array(capacity))
    this.timesMs = doubled(this.timesMs, new Float64Array(capacity))
    this.valueWords = doubled(this.valueWords, new Uint32Array(2 * capacity))
  }

  /** What was filled; the columns must not be filled before it is released. */
  take(): TakenColumns {
    const isLarge = Math.max(this.ordinals.length, this.seriesIds.length) > KEPT_CAPACITY
    if (isLarge) return { ...this.filledPart(), release: () => undefined }
    if (lent < MOST_LENT) return { ...this.filledPart(), release: this.lend() }
    const copy = copyTogether(this.filledPart())
    this.giveBack()
    return { ...copy, release: () => undefined }
  }

  private lend(): () => void {
    let isLent = true
    lent += 1
    return () => {
      if (!isLent) return
      isLent = false
      lent -= 1
      this.giveBack()
    }
  }

  private giveBack(): void {
    this.sampleCount = 0
    this.seriesCount = 0
    spare.push(this)
  }

  private filledPart(): FilledColumns {
    const { sampleCount, seriesCount } = this
    return {
      seriesIds: this.seriesIds.subarray(0, seriesCount),
      groupIds: this.groupIds.subarray(0, seriesCount),
      sampleOrdinals: this.ordinals.subarray(0, sampleCount),
      timesMs: this.timesMs.subarray(0, sampleCount),
      values: new Float64Array(this.valueWords.buffer, 0, sampleCount),
    }
  }
}

/** Into one piece of memory, which the collector has less work with than with five. */
function copyTogether({
  timesMs,
  values,
  sampleOrdinals,
  seriesIds,
  groupIds,
}: FilledColumns): FilledColumns {
  const samples = timesMs.length
  const series = seriesIds.length
  const memory = new ArrayBuffer((8 + 8 + 4) * samples + (4 + 4) * series)
  const copy = {
    timesMs: new Float64Array(memory, 0, samples),
    values: new Float64Array(memory, 8 * samples, samples),
    sampleOrdinals: new Int32Array(memory, 16 * samples, samples),
    seriesIds: new Int32Array(memory, 20 * samples, series),
    groupIds: new Int32Array(memory, 20 * samples + 4 * series, series),
  }
  copy.timesMs.set(timesMs)
  new Uint8Array(copy.values.buffer, copy.values.byteOffset, 8 * samples).set(
    new Uint8Array(values.buffer, values.byteOffset, 8 * samples),
  )
  copy.sampleOrdinals.set(sampleOrdinals)
  copy.seriesIds.set(seriesIds)
  copy.groupIds.set(groupIds)
  return copy
}

type Column = Int32Array | Uint32Array | Float64Array

function doubled<Same extends Column>(old: Same, longer: Same): Same {
  longer.set(old)
  return longer
}
