const FIRST_BYTES = 1 << 20
const KEPT_TIMES = 8
const MOST_TIME_BYTES = 8
/** A sample with its tag, its length, its value and its time. */
const MOST_SAMPLE_BYTES = 24

/** Samples of one series; the arrays may be longer than what is written of them. */
export interface WrittenColumn {
  timesMs: Float64Array
  values: Float64Array
  count: number
}

/** The label fields of one series, which every request repeats. */
export const encodeLabels = (labels: readonly (readonly [string, string])[]): Buffer =>
  Buffer.concat(
    labels.map(([name, value]) =>
      encodeField(1, Buffer.concat([encodeField(1, Buffer.from(name)), encodeField(2, Buffer.from(value))])),
    ),
  )

const encodeField = (field: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([field * 8 + 2, ...varintOf(content.length)]), content])

const varintOf = (value: number): number[] => {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80)
  return [...bytes, rest]
}

/** Writes the plain bytes of remote-write requests, fast enough for millions of samples. */
export class RequestWriter {
  private bytes = new Uint8Array(FIRST_BYTES)
  private view = new DataView(this.bytes.buffer)
  private at = 0
  private readonly keptMs = new Float64Array(KEPT_TIMES).fill(NaN)
  private readonly timeBytes = new Uint8Array(KEPT_TIMES * MOST_TIME_BYTES)
  private readonly timeLengths = new Uint8Array(KEPT_TIMES)

  begin(): void {
    this.at = 0
  }

  get isEmpty(): boolean {
    return this.at === 0
  }

  add(labels: Buffer, { timesMs, values, count }: WrittenColumn): void {
    this.reserve(labels.length + 16 + count * MOST_SAMPLE_BYTES)
    let samplesBytes = 0
    for (let at = 0; at < count; at += 1)
      samplesBytes += 2 + this.sampleBytes(values[at] ?? NaN, this.placeOfTime(at, timesMs[at] ?? NaN))
    this.byte(0x0a)
    this.varint(labels.length + samplesBytes)
    this.bytes.set(labels, this.at)
    this.at += labels.length
    for (let at = 0; at < count; at += 1)
      this.sample(values[at] ?? NaN, this.placeOfTime(at, timesMs[at] ?? NaN))
  }

  /** The request before its compression; valid until the next one begins. */
  finish(): Uint8Array {
    return this.bytes.subarray(0, this.at)
  }

  private sample(value: number, time: number): void {
    this.byte(0x12)
    this.byte(this.sampleBytes(value, time))
    if (!isZero(value)) {
      this.byte(0x09)
      this.view.setFloat64(this.at, value, true)
      this.at += 8
    }
    this.byte(0x10)
    const from = time * MOST_TIME_BYTES
    const past = from + (this.timeLengths[time] ?? 0)
    for (let at = from; at < past; at += 1) this.byte(this.timeBytes[at] ?? 0)
  }

  private sampleBytes(value: number, time: number): number {
    return (isZero(value) ? 0 : 9) + 1 + (this.timeLengths[time] ?? 0)
  }

  /** The series of a node have the same times, so the bytes of those are made once. */
  private placeOfTime(position: number, timeMs: number): number {
    const place = position % KEPT_TIMES
    if (this.keptMs[place] === timeMs) return place
    this.keptMs[place] = timeMs
    let length = 0
    for (const byte of varintOf(timeMs)) this.timeBytes[place * MOST_TIME_BYTES + length++] = byte
    this.timeLengths[place] = length
    return place
  }

  private reserve(wanted: number): void {
    if (this.at + wanted <= this.bytes.length) return
    const larger = new Uint8Array(2 * this.bytes.length + wanted)
    larger.set(this.bytes)
    this.bytes = larger
    this.view = new DataView(larger.buffer)
  }

  private byte(value: number): void {
    this.bytes[this.at] = value
    this.at += 1
  }

  private varint(value: number): void {
    let rest = value
    for (; rest >= 0x80; rest >>>= 7) this.byte((rest & 0x7f) | 0x80)
    this.byte(rest)
  }
}

/** As the generated code of Prometheus does it: a zero is left out. */
const isZero = (value: number): boolean => Object.is(value, 0)
