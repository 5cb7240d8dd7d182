import { sourceOfLabels, timeMetricOf } from '../latency/latency-names'
import type { ToldPoint } from '../latency/told-point'
import { nodeIdentityOf, type NodeNaming } from '../node-identity'
import { seriesText, sortedPairs } from '../described-series'
import type { Refusals } from '../refusals'
import { timeRefusalOf, timeText, type AcceptedTimes } from '../sample-times'
import type { DecodedLabels } from './decode-labels'
import { readNativeHistogram } from './native-histogram'
import type { ProtobufReader } from './protobuf-reader'

/** Native histograms of one body. Those of a series wait until its labels are known. */
export class HistogramCollector {
  readonly told: ToldPoint[] = []
  private readonly places: number[] = []

  constructor(
    private readonly options: { naming: NodeNaming; times: AcceptedTimes },
    private readonly refusals: Refusals,
  ) {}

  /** How many of the series under way wait. */
  get waiting(): number {
    return this.places.length
  }

  /** `at` is where its length stands. */
  note(at: number): void {
    this.places.push(at)
  }

  forget(): void {
    this.places.length = 0
  }

  /** Decodes those that wait, of a series with these labels; the reader stays where it is. */
  decode(reader: ProtobufReader, { refusal, name, pairs }: DecodedLabels): void {
    const { at } = reader
    const text = () => seriesText({ name, labels: Object.fromEntries(pairs) })
    const metric = timeMetricOf(name)
    const { length } = this.places
    if (refusal !== null) this.refusals.add(refusal, length, text)
    else if (metric === null) this.refusals.add('histogram_not_of_time', length, text)
    else this.decodeAll(reader, name, metric, sortedPairs(pairs), text)
    this.forget()
    reader.at = at
  }

  private decodeAll(
    reader: ProtobufReader,
    name: string,
    { base, unitMs }: { base: string; unitMs: number },
    pairs: ReturnType<typeof sortedPairs>,
    text: () => string,
  ): void {
    const { naming, times } = this.options
    const source = sourceOfLabels(name, base, pairs, nodeIdentityOf(pairs, naming))
    for (const place of this.places) {
      reader.at = place
      const read = readNativeHistogram(reader, reader.readEnd(reader.bytes.length), unitMs)
      const { timeMs } = read
      if (timeMs < times.oldestMs || timeMs > times.newestMs)
        this.refusals.add(timeRefusalOf(timeMs, times), 1, () => `${text()} at ${timeText(timeMs)}`)
      else if ('refusal' in read) this.refusals.add(read.refusal, 1, text)
      else this.told.push({ source, timeMs, batch: 0, content: read.content })
    }
  }
}
