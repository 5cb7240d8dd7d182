import { compress } from 'snappyjs'
import { RequestWriter as PlainWriter } from '@/lib/replay/encode/request-writer'

const ONE = { timesMs: new Float64Array(1), values: new Float64Array(1), count: 1 }

/** Writes remote-write requests with one sample for each series, compressed as senders do. */
export class RequestWriter {
  private readonly plain = new PlainWriter()

  begin(): void {
    this.plain.begin()
  }

  add(labels: Buffer, timeMs: number, value: number): void {
    ONE.timesMs[0] = timeMs
    ONE.values[0] = value
    this.plain.add(labels, ONE)
  }

  /** The request as it is sent. */
  finish(): Uint8Array {
    return compress(new Uint8Array(this.plain.finish()))
  }
}
