import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NodeHistory } from '../fleet-history'
import { DAY_MS } from '../times'
import { ConnectTimeCounter } from './connect-times'
import { rateByFacts, rateOfFleet, separatingGroups } from './outage-rates'
import type { Presence } from './silences'
import { standingBefore } from './standing'

const WINDOW = { fromMs: 0, toMs: 10 * DAY_MS }

const always = (facts: Record<string, string>): NodeHistory['facts'] =>
  Object.entries(facts).map(([fact, value]) => ({ fact, value, fromMs: -Infinity, toMs: Infinity }))

const fleet = (count: number, factsOf: (node: number) => Record<string, string>) => ({
  presence: {
    silences: [],
    deaf: [],
    known: Array.from({ length: count }, () => ({ ...WINDOW })),
  } satisfies Presence,
  nodes: Array.from({ length: count }, (_, node) => ({
    name: `n${String(node)}`,
    facts: always(factsOf(node)),
  })),
  window: WINDOW,
})

const outagesOf = (endpoints: readonly number[]) =>
  endpoints.map((endpoint, at) => ({ endpoint, fromMs: (at + 1) * 3_600_000 }))

describe('rates of outages', () => {
  it('count per 100 nodes and day, and only while a node is known and somebody listens', () => {
    const { presence, ...input } = fleet(10, () => ({}))
    const begun = outagesOf([0, 1, 2, 3, 4])
    expect(rateOfFleet({ ...input, presence, begun })).toMatchObject({ outages: 5, nodeDays: 100, rate: 5 })
    const partly: Presence = {
      ...presence,
      known: presence.known.map((span, node) => (node < 5 ? span : { fromMs: 0, toMs: 0 })),
      deaf: [{ fromMs: 0, toMs: DAY_MS }],
    }
    expect(rateOfFleet({ ...input, presence: partly, begun }).nodeDays).toBe(45)
  })

  it('name the driver that separates, with its ratio', () => {
    const input = fleet(100, (node) => ({
      driver: node < 30 ? 'vif' : 'ixgbevf',
      zone: `z${String(node % 3)}`,
    }))
    const begun = outagesOf([...Array.from({ length: 26 }, (_, node) => node), 50])
    const [first, ...rest] = separatingGroups(rateByFacts({ ...input, begun }), 0.05)
    expect(first).toMatchObject({ fact: 'driver', value: 'vif', nodes: 30, outages: 26, nodeDays: 300 })
    expect(first?.against.ratio).toBeCloseTo((26 / 300) * 700, 6)
    expect(rest).toEqual([])
  })

  it('follow a fact that changes', () => {
    const input = fleet(2, () => ({}))
    input.nodes[0] = {
      name: 'n0',
      facts: [
        { fact: 'driver', value: 'new', fromMs: -Infinity, toMs: 4 * DAY_MS },
        { fact: 'driver', value: 'old', fromMs: 4 * DAY_MS, toMs: Infinity },
      ],
    }
    const groups = rateByFacts({ ...input, begun: [{ endpoint: 0, fromMs: 5 * DAY_MS }] })
    expect(groups.map(({ value, outages, nodeDays }) => [value, outages, nodeDays])).toEqual([
      ['new', 0, 4],
      ['old', 1, 6],
      ['', 0, 10],
    ])
  })

  it('add up to those of the fleet for every fact', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 19 }), { maxLength: 40 }),
        fc.array(fc.constantFrom('a', 'b', ''), { minLength: 20, maxLength: 20 }),
        (endpoints, values) => {
          const input = fleet(20, (node) => (values[node] === '' ? {} : { role: values[node] ?? '' }))
          const begun = outagesOf(endpoints)
          const total = rateOfFleet({ ...input, begun })
          const groups = rateByFacts({ ...input, begun })
          if (groups.length === 0) return
          expect(groups.reduce((sum, { outages }) => sum + outages, 0)).toBe(total.outages)
          expect(groups.reduce((sum, { nodeDays }) => sum + nodeDays, 0)).toBeCloseTo(total.nodeDays, 6)
        },
      ),
    )
  })
})

describe('standingBefore', () => {
  it('says where the last value lies among those of the day before', () => {
    const values = Float32Array.from({ length: 300 }, (_, at) => (at === 299 ? 1000 : at % 100))
    expect(standingBefore(values, 300, 288)).toBe(1)
    expect(standingBefore(values, 20, 288)).toBeNull()
    values.fill(NaN, 250)
    expect(standingBefore(values, 300, 288)).toBeNull()
  })
})

describe('ConnectTimeCounter', () => {
  it('keeps every good probe in a bin that holds it', () => {
    const counter = new ConnectTimeCounter()
    for (const seconds of [0.001, 0.0011, 0.0012, 3.2, NaN, 0]) counter.add(seconds)
    const { count, bins, medianSeconds } = counter.finish()
    expect(count).toBe(4)
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(4)
    expect(medianSeconds).toBeLessThan(0.0013)
    expect(bins.at(-1)?.toSeconds).toBeGreaterThan(3.2)
  })

  it('is empty where nothing connected', () => {
    expect(new ConnectTimeCounter().finish()).toMatchObject({ count: 0, bins: [], medianSeconds: null })
  })
})
