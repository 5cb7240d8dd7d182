import { compress } from 'snappyjs'
import { encodeField } from '@/lib/ingest/remote-write/encode-write-request'

const LARGEST_SERIES_BYTES = 1024
const TIME_SPLIT = 2 ** 28

/** The label fields of one series, which every request repeats. */
export const encodeLabels = (labels: readonly (readonly [string, string])[]): Buffer =>
  Buffer.concat(
    labels.map(([name, value]) =>
      encodeField(1, Buffer.concat([encodeField(1, Buffer.from(name)), encodeField(2, Buffer.from(value))])),
    ),
  )

/** Writes remote-write requests with one sample for each series, fast enough for millions of them. */
export class RequestWriter {
  private bytes = Buffer.alloc(1 << 20)
  private at = 0

  begin(): void {
    this.at = 0
  }

  add(labels: Buffer, timeMs: number, value: number): void {
    this.reserve()
    const sampleBytes = (isZero(value) ? 0 : 9) + 1 + varintBytes(timeMs)
    this.byte(0x0a)
    this.varint(labels.length + 1 + 1 + sampleBytes)
    this.at += labels.copy(this.bytes, this.at)
    this.byte(0x12)
    this.byte(sampleBytes)
    if (!isZero(value)) {
      this.byte(0x09)
      this.at = this.bytes.writeDoubleLE(value, this.at)
    }
    this.byte(0x10)
    this.varint(timeMs)
  }

  /** The request as it is sent. */
  finish(): Uint8Array {
    return compress(new Uint8Array(this.bytes.subarray(0, this.at)))
  }

  private reserve(): void {
    if (this.at + LARGEST_SERIES_BYTES <= this.bytes.length) return
    this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)])
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

/** As the generated code of Prometheus does it: a zero is left out. */
const isZero = (value: number): boolean => Object.is(value, 0)

function varintBytes(value: number): number {
  let bytes = 1
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes += 1
  return bytes
}
