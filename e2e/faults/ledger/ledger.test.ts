import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareLedger, createLedger, isExact, type FoundSeries, type Ledger } from './ledger'
import { plannedRequest, timeOf, type Plan } from './plan'

const plan: Plan = {
  seed: 7,
  cluster: 'ledger',
  instance: 'a',
  startMs: 1_700_000_000_000,
  stepMs: 1000,
  ticksPerRequest: 3,
}

const ledgerOf = (...requests: number[]): Ledger => {
  const ledger = createLedger()
  for (const request of requests) ledger.acknowledge(plannedRequest(plan, request))
  return ledger
}

const foundOf = (ledger: Ledger): FoundSeries[] =>
  [...ledger.series].map(([key, samples]) => ({
    key,
    timesMs: Float64Array.from(samples.keys()),
    values: new Float64Array(BigUint64Array.from(samples.values()).buffer),
  }))

describe('the ledger', () => {
  it('finds nothing wrong with storage that holds what was acknowledged, in whatever order of series', () => {
    const ledger = ledgerOf(0, 1, 2)
    expect(isExact(compareLedger(ledger, foundOf(ledger).reverse()))).toBe(true)
    expect(ledger.samples).toBe(9 * plannedRequest(plan, 0).length)
  })

  it('counts a request that is acknowledged twice once', () => {
    expect(ledgerOf(1, 1).samples).toBe(ledgerOf(1).samples)
  })

  it('tells exactly what is missing and what nobody had acknowledged', () => {
    const requests = fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(requests, requests, (acknowledged, stored) => {
        const comparison = compareLedger(ledgerOf(...acknowledged), foundOf(ledgerOf(...stored)))
        const size = ledgerOf(0).samples
        expect(comparison).toMatchObject({
          expected: acknowledged.length * size,
          missing: acknowledged.filter((request) => !stored.includes(request)).length * size,
          unknown: stored.filter((request) => !acknowledged.includes(request)).length * size,
          changed: 0,
          repeated: 0,
        })
      }),
    )
  })

  it('sees a single changed bit and a sample that is there twice', () => {
    const ledger = ledgerOf(0)
    const [first, second, ...others] = foundOf(ledger)
    if (first === undefined || second === undefined) throw new Error('the plan has several series')
    const bits = new BigUint64Array(first.values.buffer)
    bits[0] = (bits[0] ?? 0n) ^ 1n
    const twice = {
      ...second,
      timesMs: Float64Array.of(...second.timesMs, timeOf(plan, 0)),
      values: Float64Array.of(...second.values, second.values[0] ?? 0),
    }
    expect(compareLedger(ledger, [first, twice, ...others])).toMatchObject({
      changed: 1,
      repeated: 1,
      missing: 0,
    })
  })

  it('plans the same request again for the same seed, and another for another', () => {
    expect(plannedRequest(plan, 4)).toEqual(plannedRequest({ ...plan }, 4))
    expect(plannedRequest(plan, 4)).not.toEqual(plannedRequest({ ...plan, seed: 8 }, 4))
  })
})
