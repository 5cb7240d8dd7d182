import { SAMPLES_A_HISTOGRAM, type ToldPoint } from './latency/told-point'
import type { DescribedSeries } from './described-series'
import type { Refusals } from './refusals'

/** A series that the decoder did not recognise. */
export interface UnresolvedSeries extends DescribedSeries {
  /** Its place in `seriesIds` and `groupIds` of the batch. */
  ordinal: number
  /** Its slot in the sender's dictionary; -1 if it has none. */
  slot: number
}

/** A fact of the node that the series at `ordinal` belongs to. */
export interface BatchFact {
  ordinal: number
  device: string
  name: string
  value: string
  observedMs: number
}

/** The samples of one request, by series of that request. */
export interface DecodedBatch {
  /** By ordinal: 0 is not resolved yet, less is refused. */
  seriesIds: Int32Array
  groupIds: Int32Array
  /** Index-parallel, one entry a sample. */
  sampleOrdinals: Int32Array
  timesMs: Float64Array
  values: Float64Array
  unresolved: readonly UnresolvedSeries[]
  /** The nodes of all series that were not in the sender's cache, as far as they are resolved. */
  nodeIds: Set<number>
  refusals: Refusals
  facts: readonly BatchFact[]
  /** Whole histograms, which have a store of their own. */
  histograms: readonly ToldPoint[]
  /** Call when nobody reads the samples any more: their memory may be used for another request. */
  release(): void
}

/** A described series takes as much memory as so many samples. */
const SAMPLES_A_DESCRIPTION = 20

/** What a batch weighs while it waits. */
export const weightOf = ({ sampleOrdinals, unresolved, histograms }: DecodedBatch): number =>
  sampleOrdinals.length + SAMPLES_A_DESCRIPTION * unresolved.length + SAMPLES_A_HISTOGRAM * histograms.length

/** What of some samples was stored. */
export interface Kept {
  samples: number
  /** -Infinity without samples. */
  newestMs: number
}

/** Counts the samples of series that were not refused; only of a few thousand at once, because it takes its time. */
export function keptOf({ seriesIds, sampleOrdinals, timesMs }: DecodedBatch): Kept {
  const kept = { samples: 0, newestMs: -Infinity }
  for (let at = 0; at < sampleOrdinals.length; at += 1) {
    if ((seriesIds[sampleOrdinals[at] ?? 0] ?? 0) <= 0) continue
    kept.samples += 1
    kept.newestMs = Math.max(kept.newestMs, timesMs[at] ?? 0)
  }
  return kept
}
