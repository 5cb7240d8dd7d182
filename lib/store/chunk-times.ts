import type { ByteReader } from './byte-reader'
import type { ByteWriter } from './byte-writer'

/** Series that were scraped together share their times, so each vector of times is kept once. */
export class TimeVectors {
  /** Where the vectors lie among the times. */
  readonly starts: number[] = []
  readonly lengths: number[] = []
  private readonly byFirst = new Map<number, number[]>()
  private latest = -1

  constructor(private readonly timesMs: Float64Array) {}

  indexOf(start: number, end: number): number {
    if (this.latest >= 0 && this.isSame(this.latest, start, end)) return this.latest
    const first = this.timesMs[start] ?? 0
    const candidates = this.byFirst.get(first)
    const known = candidates?.find((index) => this.isSame(index, start, end))
    if (known !== undefined) return (this.latest = known)
    this.latest = this.starts.push(start) - 1
    this.lengths.push(end - start)
    if (candidates) candidates.push(this.latest)
    else this.byFirst.set(first, [this.latest])
    return this.latest
  }

  private isSame(index: number, start: number, end: number): boolean {
    const { timesMs } = this
    if (this.lengths[index] !== end - start) return false
    const offset = (this.starts[index] ?? 0) - start
    for (let at = start; at < end; at++) if (timesMs[at + offset] !== timesMs[at]) return false
    return true
  }

  write(writer: ByteWriter): void {
    writer.varint(this.starts.length)
    for (const [i, start] of this.starts.entries())
      writeTimes(writer, this.timesMs, start, start + (this.lengths[i] ?? 0))
  }
}

/** Times are whole milliseconds: a regular scrape is a row of zeros. */
function writeTimes(writer: ByteWriter, timesMs: Float64Array, start: number, end: number): void {
  writer.varint(end - start)
  let previous = 0
  let step = 0
  for (let i = start; i < end; i++) {
    const time = timesMs[i] ?? 0
    writer.signedVarint(time - previous - step)
    step = i === start ? 0 : time - previous
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
