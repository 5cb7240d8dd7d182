import { createOutput, inflatedLength, SnappyInflater } from './inflate-snappy'

/** The whole body in steps of so many bytes; for tests and benchmarks. */
export function inflate(compressed: Uint8Array, maxBytes: number, stepBytes = Infinity): Uint8Array {
  const inflater = new SnappyInflater(compressed, createOutput(inflatedLength(compressed, maxBytes)))
  let isDone = false
  while (!isDone) isDone = inflater.run(stepBytes)
  return inflater.inflated
}
