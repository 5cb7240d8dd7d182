import { createInflatorAtOnce } from './inflate-at-once'
import { createOutput, inflatedLength, SnappyInflater } from './inflate-snappy'

const MOST_AT_ONCE_BYTES = 1024 * 1024
const atOnce = createInflatorAtOnce(MOST_AT_ONCE_BYTES)

/** The whole body without a pause. */
export function inflateAtOnce(compressed: Uint8Array): Uint8Array {
  inflatedLength(compressed, MOST_AT_ONCE_BYTES)
  if (atOnce === null) throw new Error('this processor has no vectors')
  return atOnce.inflate(compressed).slice()
}

/** The whole body in steps of so many bytes; for tests and benchmarks. */
export function inflate(compressed: Uint8Array, maxBytes: number, stepBytes = Infinity): Uint8Array {
  const inflater = new SnappyInflater(compressed, createOutput(inflatedLength(compressed, maxBytes)))
  let isDone = false
  while (!isDone) isDone = inflater.run(stepBytes)
  return inflater.inflated
}
