import type { ByteReader } from './byte-reader'
import type { ByteWriter } from './byte-writer'

/** Series that were scraped together share their times, so each vector of times is kept once. */
export class TimeVectors {
  readonly vectors: Float64Array[] = []
  private readonly byFirst = new Map<number, number[]>()
  private latest = -1

  indexOf(timesMs: Float64Array): number {
    if (this.latest >= 0 && this.isSame(this.latest, timesMs)) return this.latest
    const first = timesMs[0] ?? 0
    const candidates = this.byFirst.get(first)
    const known = candidates?.find((index) => this.isSame(index, timesMs))
    this.latest = known ?? this.vectors.push(timesMs) - 1
    if (known === undefined && candidates) candidates.push(this.latest)
    else if (known === undefined) this.byFirst.set(first, [this.latest])
    return this.latest
  }

  private isSame(index: number, timesMs: Float64Array): boolean {
    const vector = this.vectors[index]
    if (vector?.length !== timesMs.length) return false
    for (let i = 0; i < timesMs.length; i++) if (vector[i] !== timesMs[i]) return false
    return true
  }
}

/** Times are whole milliseconds: a regular scrape is a row of zeros. */
export function writeTimes(writer: ByteWriter, timesMs: Float64Array): void {
  writer.varint(timesMs.length)
  let previous = 0
  let step = 0
  for (let i = 0; i < timesMs.length; i++) {
    const time = timesMs[i] ?? 0
    writer.signedVarint(time - previous - step)
    step = i === 0 ? 0 : time - previous
    previous = time
  }
}

export function readTimes(reader: ByteReader): Float64Array {
  const timesMs = new Float64Array(reader.count(1))
  let previous = 0
  let step = 0
  for (let i = 0; i < timesMs.length; i++) {
    const time = previous + step + reader.signedVarint()
    step = i === 0 ? 0 : time - previous
    previous = time
    timesMs[i] = time
  }
  return timesMs
}
