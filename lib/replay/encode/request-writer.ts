const FIRST_BYTES = 1 << 20
const TIME_SPLIT = 2 ** 28
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
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80)
  return [...bytes, rest]
}

/** Writes the plain bytes of remote-write requests, fast enough for millions of samples. */
export class RequestWriter {
  private bytes = new Uint8Array(FIRST_BYTES)
  private view = new DataView(this.bytes.buffer)
  private at = 0

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
      samplesBytes += 2 + sampleBytes(timesMs[at] ?? NaN, values[at] ?? NaN)
    this.byte(0x0a)
    this.varint(labels.length + samplesBytes)
    this.bytes.set(labels, this.at)
    this.at += labels.length
    for (let at = 0; at < count; at += 1) this.sample(timesMs[at] ?? NaN, values[at] ?? NaN)
  }

  /** The request before its compression; valid until the next one begins. */
  finish(): Uint8Array {
    return this.bytes.subarray(0, this.at)
  }

  private sample(timeMs: number, value: number): void {
    this.byte(0x12)
    this.byte(sampleBytes(timeMs, value))
    if (!isZero(value)) {
      this.byte(0x09)
      this.view.setFloat64(this.at, value, true)
      this.at += 8
    }
    this.byte(0x10)
    this.varint(timeMs)
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
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80)
      rest = rest < TIME_SPLIT ? rest >>> 7 : Math.floor(rest / 0x80)
    }
    this.byte(rest)
  }
}

const sampleBytes = (timeMs: number, value: number): number =>
  (isZero(value) ? 0 : 9) + 1 + varintBytes(timeMs)

/** As the generated code of Prometheus does it: a zero is left out. */
const isZero = (value: number): boolean => Object.is(value, 0)

function varintBytes(value: number): number {
  let bytes = 1
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes += 1
  return bytes
}
