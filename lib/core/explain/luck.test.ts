import { describe, expect, it } from 'vitest'
import { Luck } from './luck'

const SPANS = 8
const FLEETS = 120

/** The same numbers for the same seed, 0 ≤ n < 1 (mulberry32). */
const uniformOf = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Noise on every node, and here and there a burst with a long tail. */
const fleetOf = (seed: number, nodes: number, metrics: number, burstRate: number): Float64Array[] => {
  const uniform = uniformOf(seed)
  return Array.from({ length: metrics }, () =>
    Float64Array.from({ length: SPANS * nodes }, () =>
      uniform() < burstRate ? 0.5 * (1 - uniform()) ** -0.8 : -0.12 * Math.log(1 - uniform()),
    ),
  )
}

const judge = (highest: readonly Float64Array[], nodeCount: number) => {
  const isErrors = highest.map(() => false)
  const bursts = { kind: 'burst' as const, highest }
  const luck = new Luck({ measures: [bursts, bursts], isErrors, nodeCount, spanCount: SPANS })
  return highest.map((_, metric) => luck.isOutstanding(metric))
}

describe('luck', () => {
  it.each([
    [24, 20, 0.01],
    [24, 20, 0.002],
    [120, 20, 0.01],
    [6, 40, 0],
  ])(
    'explains what %i nodes and %i metrics with bursts at a rate of %d show in nineteen of twenty fleets',
    (nodes, metrics, rate) => {
      const loud = Array.from({ length: FLEETS }, (_, seed) =>
        judge(fleetOf(seed, nodes, metrics, rate), nodes).includes(true),
      )
      expect(loud.filter(Boolean).length / FLEETS).toBeLessThanOrEqual(0.06)
    },
  )

  it('does not explain that a fifth of the nodes do the same', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const fleet = fleetOf(seed, 40, 20, 0.01)
      for (let node = 0; node < 40; node += 5) fleet[3]?.fill(4, node, node + 1)
      expect(judge(fleet, 40)[3]).toBe(true)
    }
  })

  it('does not explain what lasts by how wild bursts of other days are', () => {
    const wild = fleetOf(1, 40, 20, 0.01)
    for (let span = 1; span < SPANS; span += 1)
      for (let node = 0; node < 8; node += 1) wild[span]?.fill(30, span * 40 + node, span * 40 + node + 1)
    const lasting = fleetOf(2, 40, 20, 0)
    for (let node = 0; node < 4; node += 1) lasting[3]?.fill(4, node, node + 1)
    const isOutstanding = (kind: 'burst' | 'shift') =>
      new Luck({
        measures: [
          { kind: 'burst', highest: wild },
          { kind, highest: lasting },
        ],
        isErrors: wild.map(() => false),
        nodeCount: 40,
        spanCount: SPANS,
      }).isOutstanding(3)
    expect([isOutstanding('shift'), isOutstanding('burst')]).toEqual([true, false])
  })

  it('explains nothing where nothing is known of other days', () => {
    const unknown = new Float64Array(SPANS * 10).fill(-1)
    unknown.fill(0.3, 0, 10)
    expect(judge([unknown], 10)).toEqual([true])
  })
})
