import type { BodyLease } from '@/lib/http/body-budget'
import type { DecodedBatch } from '../decoded-batch'
import type { Turns } from '../turns'
import { WriteRequestDecoder, type DecodeOptions } from './decode-write-request'
import { createInflatorAtOnce } from './inflate-at-once'
import { createOutput, inflatedLength, SnappyInflater } from './inflate-snappy'

/** A request as senders make it: milliseconds of work, for which it is not worth to pause. */
const AT_ONCE_BYTES = 2 * 1024 * 1024
/** Of fresh memory, whose first touch costs more than decoding. */
const STEP_BYTES = 32 * 1024

interface TurnOptions extends DecodeOptions {
  lease: BodyLease
  turns: Turns
}

/** Inflates and decodes a small body at once, and any other in turns with everybody else. */
export function createBodyDecoder(
  maxInflatedBytes: number,
): (body: Uint8Array, options: TurnOptions) => DecodedBatch | Promise<DecodedBatch> {
  const atOnce = createInflatorAtOnce(AT_ONCE_BYTES)
  return (body, options) => {
    const length = inflatedLength(body, maxInflatedBytes)
    if (atOnce === null || length > AT_ONCE_BYTES || !atOnce.takes(body))
      return decodeLarge(body, length, options)
    const decoder = new WriteRequestDecoder(atOnce.inflate(body), options)
    if (decoder.run(AT_ONCE_BYTES)) return decoder.finish()
    options.lease.take(length)
    decoder.keepBody()
    return finishInTurns(decoder, options)
  }
}

async function decodeLarge(body: Uint8Array, length: number, options: TurnOptions): Promise<DecodedBatch> {
  options.lease.take(length)
  const inflater = new SnappyInflater(body, createOutput(length))
  await options.turns.work(() => inflater.run(STEP_BYTES))
  const decoder = new WriteRequestDecoder(inflater.inflated, options)
  decoder.expectSamples()
  return finishInTurns(decoder, options)
}

async function finishInTurns(decoder: WriteRequestDecoder, { turns }: TurnOptions): Promise<DecodedBatch> {
  await turns.work(() => decoder.run(STEP_BYTES))
  return decoder.finish()
}
