import type { Replay } from '../make-replay'
import { factDocuments, type FactDocument } from './encode-facts'
import { MetricIndex } from './find-metric'
import { NodeEncoder } from './node-encoder'
import { RequestWriter } from './request-writer'
import { toSnappyLiterals } from './snappy-literals'

/** What a fleet sends in some minutes. */
export interface EncodedSlice {
  /** What became known of nodes; to be sent before the samples. */
  facts: readonly FactDocument[]
  /** Bodies of remote write. */
  bodies: readonly Uint8Array[]
  samples: number
  /** The end of the slice. */
  toMs: number
}

/** Minutes that the roller seals at once: whoever sends them together makes it do the least. */
const SLICE_STEPS = 5
const SAMPLES_PER_BODY = 9000

/**
 * The whole replay as a Prometheus would send it that was cut off: slice by slice, all nodes of each. Slices that end
 * by `skippedUntilMs` are empty, but counters go on from them.
 */
export function* encodeReplay(replay: Replay, skippedUntilMs = -Infinity): Generator<EncodedSlice> {
  const index = new MetricIndex(replay)
  const encoders = replay.nodes.map((node) => new NodeEncoder(replay, node, index, SLICE_STEPS))
  const stepCount = (replay.endMs - replay.startMs) / replay.stepMs
  const writer = new RequestWriter()
  for (let from = 0; from < stepCount;) {
    const to = Math.min(stepCount, endOfBucket(replay, from))
    const fromMs = replay.startMs + from * replay.stepMs
    const toMs = replay.startMs + to * replay.stepMs
    if (toMs <= skippedUntilMs) {
      for (const encoder of encoders) encoder.skip({ from, to })
      yield { facts: [], bodies: [], samples: 0, toMs }
      from = to
      continue
    }
    const facts = replay.nodes.flatMap((node) =>
      factDocuments(node, { fromMs, toMs, startMs: replay.startMs }),
    )
    yield { facts, ...encodeSamples(encoders, { from, to }, writer), toMs }
    from = to
  }
}

const endOfBucket = ({ startMs, stepMs }: Replay, step: number): number => {
  const bucketMs = SLICE_STEPS * stepMs
  const endMs = (Math.floor((startMs + step * stepMs) / bucketMs) + 1) * bucketMs
  return Math.round((endMs - startMs) / stepMs)
}

const encodeSamples = (
  encoders: readonly NodeEncoder[],
  slice: { from: number; to: number },
  writer: RequestWriter,
): Pick<EncodedSlice, 'bodies' | 'samples'> => {
  const bodies: Uint8Array[] = []
  let samples = 0
  let inBody = 0
  writer.begin()
  for (const encoder of encoders) {
    inBody += encoder.write(slice, writer)
    if (inBody < SAMPLES_PER_BODY) continue
    bodies.push(toSnappyLiterals(writer.finish()))
    samples += inBody
    inBody = 0
    writer.begin()
  }
  if (!writer.isEmpty) bodies.push(toSnappyLiterals(writer.finish()))
  return { bodies, samples: samples + inBody }
}
