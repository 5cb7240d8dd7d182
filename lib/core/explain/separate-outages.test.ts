import { describe, expect, it } from 'vitest'
import type { Separation } from '../strata/separate'
import { DAY_MS, HOUR_MS } from '../times'
import { separateOutages, withOutages, type PastOutages } from './separate-outages'

const WINDOW = { fromMs: 0, toMs: 8 * DAY_MS }

/** Some nodes have the driver; of the rest nothing is known but their zone, which is one of ten. */
const past = (nodes: number, withDriver: number, out: readonly number[]): PastOutages => ({
  rates: {
    presence: { silences: [], deaf: [], known: Array.from({ length: nodes }, () => WINDOW) },
    nodes: Array.from({ length: nodes }, (_, node) => ({
      name: `n${String(node)}`,
      facts: [
        { fact: 'driver', value: node < withDriver ? 'vif' : 'ixgbevf', fromMs: -Infinity, toMs: Infinity },
        { fact: 'zone', value: `z${String(node % 10)}`, fromMs: -Infinity, toMs: Infinity },
      ],
    })),
    window: WINDOW,
    begun: out.map((endpoint, at) => ({ endpoint, fromMs: at * HOUR_MS })),
  },
  out: new Set(out.slice(-1)),
})

const OTHER: Separation = {
  fact: 'zone',
  op: '=',
  value: 'z1',
  affectedInside: 3,
  inside: 4,
  affectedOutside: 0,
  outside: 90,
  days: 0,
  precision: 0.75,
  recall: 1,
  evidence: 5,
  pValue: 1e-4,
  qValue: 1e-3,
}

describe('what separates nodes that go out', () => {
  it('is the kind that went out more often over all days, with how much more often', () => {
    const [first, ...rest] = separateOutages(past(100, 30, [0, 4, 9, 13, 17, 22, 26, 28, 60]))
    expect(first).toMatchObject({
      fact: 'driver',
      value: 'vif',
      affectedInside: 8,
      affectedOutside: 1,
      days: 8,
    })
    expect(first?.outages?.ratio).toBeCloseTo(8 / 240 / (1 / 560), 6)
    expect(first?.qValue).toBeLessThan(0.01)
    expect(rest).toEqual([])
  })

  it('is nothing where outages strike each kind as often as it is there', () => {
    expect(separateOutages(past(100, 30, [0, 11, 22, 43, 54, 65, 76, 87, 98, 39]))).toEqual([])
  })

  it('is nothing for one outage of a kind that is not rare', () => {
    expect(separateOutages(past(100, 30, [0]))).toEqual([])
  })

  it('needs less evidence where the fact has to do with the network', () => {
    const { rates, out } = past(100, 10, [0, 1])
    expect(separateOutages({ rates, out })).toMatchObject([{ fact: 'driver' }])
    const renamed = rates.nodes.map((node) => ({
      ...node,
      facts: node.facts.map((held) => ({ ...held, fact: held.fact === 'driver' ? 'team' : held.fact })),
    }))
    const [first] = separateOutages({ rates: { ...rates, nodes: renamed }, out })
    expect(first?.evidence ?? 0).toBeLessThan(separateOutages({ rates, out })[0]?.evidence ?? 0)
  })
})

describe('what separates affected nodes', () => {
  const outages = past(100, 30, [0, 4, 9, 13, 17, 22, 26, 28])

  it('is told by the days of outages first where most of the affected went out', () => {
    const told = withOutages([OTHER], new Set([28]), outages)
    expect(told.map(({ fact }) => fact)).toEqual(['driver', 'zone'])
    expect(told[1]?.outages).toBeNull()
  })

  it('is told by the window first where others are affected', () => {
    const told = withOutages([OTHER], new Set([1, 11, 21, 28]), outages)
    expect(told.map(({ fact }) => fact)).toEqual(['zone', 'driver'])
  })

  it('is told by the window alone where nobody went out in it', () => {
    expect(withOutages([OTHER], new Set([28]), undefined)).toEqual([{ ...OTHER, outages: null }])
    expect(withOutages([OTHER], new Set([28]), { ...outages, out: new Set() })).toHaveLength(1)
  })
})
