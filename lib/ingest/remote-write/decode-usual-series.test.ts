import fc from 'fast-check'
import { expect, it } from 'vitest'
import { InvalidInputError } from '@/lib/core/errors'
import { createSeriesIndex } from '../series-index'
import { decodeOptions } from './decode-for-test'
import { decodeWriteRequest, type DecodeOptions } from './decode-write-request'
import { bitsOf, encodeWriteRequest } from './encode-write-request'

const BEGIN_MS = 1_700_000_000_000
const TIMES = { oldestMs: BEGIN_MS, newestMs: BEGIN_MS + 2 ** 20 }

const value = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1000 }), fc.double())
const samplesOfTick = fc.array(value, { minLength: 5, maxLength: 5 })

/** Five series, of which one has labels of more than 127 bytes. */
const bodyAt = (timeMs: number, values: readonly number[]): Uint8Array =>
  encodeWriteRequest(
    values.map((one, at) => ({
      labels: [
        ['__name__', `metric_${at}`],
        ['device', 'd'.repeat(at * 50)],
        ['instance', 'node-1'],
      ],
      samples: [{ timeMs, bits: bitsOf(one) }],
    })),
  )

/** Everything that is told of the samples, or the refusal. */
function outcome(body: Uint8Array, options: DecodeOptions) {
  try {
    const batch = decodeWriteRequest(body, options)
    return {
      ids: [...batch.seriesIds],
      groups: [...batch.groupIds],
      ordinals: [...batch.sampleOrdinals],
      timesMs: [...batch.timesMs],
      bits: [...new BigUint64Array(batch.values.slice().buffer)],
      unresolved: batch.unresolved.map(({ name, labels, ordinal }) => ({ name, labels, ordinal })),
      refusals: batch.refusals.list(),
    }
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    return error.message
  }
}

/** A sender whose series are all known, and the same without what its cache remembers. */
function knownSender() {
  const index = createSeriesIndex(100)
  const warm = decodeOptions({ index, times: TIMES })
  const first = decodeWriteRequest(bodyAt(BEGIN_MS, [1, 2, 3, 4, 5]), warm)
  first.unresolved.forEach(({ hash, slot }, at) => {
    index.add(hash, { seriesId: at + 1, groupId: 1, nodeId: 1 })
    warm.cache.remember(slot, warm.cache.generation, at + 1, 1)
  })
  return { warm, cold: decodeOptions({ index, times: TIMES }) }
}

it('known series in their order give the samples that were sent, bit for bit', () => {
  const { warm } = knownSender()
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 20 }), samplesOfTick, (afterMs, values) => {
      expect(outcome(bodyAt(BEGIN_MS + afterMs, values), warm)).toMatchObject({
        ids: [1, 2, 3, 4, 5],
        groups: [1, 1, 1, 1, 1],
        ordinals: [0, 1, 2, 3, 4],
        timesMs: values.map(() => BEGIN_MS + afterMs),
        bits: values.map(bitsOf),
        unresolved: [],
        refusals: [],
      })
    }),
  )
})

it('whatever byte is changed or cut, known series are read as if nothing was known of the sender', () => {
  fc.assert(
    fc.property(samplesOfTick, fc.nat(), fc.nat(255), fc.boolean(), (values, place, byte, isCut) => {
      const { warm, cold } = knownSender()
      const body = bodyAt(BEGIN_MS + 15_000, values)
      const at = place % body.length
      const changed = isCut ? body.slice(0, at) : Uint8Array.from(body, (own, i) => (i === at ? byte : own))
      expect(outcome(changed, warm)).toEqual(outcome(changed, cold))
    }),
    { numRuns: 300 },
  )
})
