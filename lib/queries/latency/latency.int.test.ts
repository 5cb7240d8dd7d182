import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  latencyAnswer,
  latencyDistributionAnswer,
  latencyDistributionParams,
  latencyOperationsAnswer,
  latencyOperationsParams,
  latencyParams,
  type LatencyPanel,
} from '../../contract/latency'
import { layerOfObservations } from '../../core/latency/exponential-index'
import type { HistogramLayer } from '../../core/latency/histogram'
import { decodeCells } from '../../core/three-digits'
import { inSnapshot } from '../../store/snapshot'
import { createTestDatabase, type TestDatabase } from '../../store/test-database'
import { registerAll } from '../../store/test-fleet'
import { readLatency } from './get-latency'
import { readLatencyDistribution } from './get-latency-distribution'
import { readLatencyOperations } from './get-latency-operations'
import { rollTestHistograms, type TestHistogram } from './test-histograms'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const FROM_MS = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * HOUR_MS
const TO_MS = FROM_MS + HOUR_MS
const NOW_MS = TO_MS + HOUR_MS

let database: TestDatabase

const send = (...told: TestHistogram[]) => rollTestHistograms(database.store, told, NOW_MS)
const classic = (counts: number[], boundsMs = [10, 100]): HistogramLayer => ({
  kind: 'bounds',
  boundsMs: Float64Array.from(boundsMs),
  counts: Float64Array.from(counts),
})
const at = (minute: number) => FROM_MS + minute * MINUTE_MS

beforeAll(async () => {
  database = await createTestDatabase()
  const node = (instance: string, role: string) => ({
    node: { cluster: '', instance },
    name: 'up',
    labels: { role },
  })
  await registerAll(database.store, [node('web-1', 'web'), node('db-1', 'db')], NOW_MS)
  await send(
    { timeMs: at(0), vantage: 'proxy', layer: layerOfObservations([1, 2, 3, 1000]) },
    {
      timeMs: at(0) + 30_000,
      vantage: 'proxy',
      node: 'web-1',
      layer: layerOfObservations([4]),
      errorCount: 1,
    },
    { timeMs: at(2), vantage: 'proxy', node: 'db-1', layer: layerOfObservations([30_000]) },
    { timeMs: at(2), vantage: 'decider', layer: classic([0, 3, 1]) },
    { timeMs: at(3), vantage: 'decider', layer: classic([0, 0, 0]) },
    { timeMs: at(0) - 7 * DAY_MS, vantage: 'proxy', layer: layerOfObservations([5, 5, 5, 5]) },
    { timeMs: at(5), service: 'other', operation: 'list', cluster: 'eu', layer: classic([1, 0, 0]) },
    { timeMs: at(-20 * 24 * 60), service: 'old', layer: layerOfObservations([7]) },
  )
})
afterAll(() => database.drop())

const WINDOW = { from: String(FROM_MS), to: String(TO_MS) }

const ask = async (search: Record<string, string>) => {
  const params = latencyParams.parse({ ...WINDOW, service: 'shop', ...search })
  const answer = await inSnapshot(database.store, (snapshot) => readLatency(snapshot, params, NOW_MS))
  return latencyAnswer.parse(answer)
}
const askOperations = async (search: Record<string, string> = {}) => {
  const params = latencyOperationsParams.parse({ ...WINDOW, ...search })
  const answer = await inSnapshot(database.store, (snapshot) =>
    readLatencyOperations(snapshot, params, NOW_MS),
  )
  return latencyOperationsAnswer.parse(answer)
}
const askDistribution = async (search: Record<string, string>) => {
  const params = latencyDistributionParams.parse({ ...WINDOW, service: 'shop', ...search })
  const answer = await inSnapshot(database.store, (snapshot) =>
    readLatencyDistribution(snapshot, params, NOW_MS),
  )
  return latencyDistributionAnswer.parse(answer)
}

const rowsOf = ({ cells, edgesMs }: LatencyPanel, step: number): number[] => {
  const into = new Float64Array(edgesMs.length + 1)
  decodeCells(cells[step] ?? '', into, 0, into.length)
  return [...into]
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('GET /api/v1/latency', () => {
  it('tells by minute what was observed; nothing told is not zero', async () => {
    const answer = await ask({ vantage: 'proxy' })
    const [panel] = answer.panels
    if (panel === undefined) throw new Error('there is a panel')
    expect([answer.stepMs, answer.stepCount, answer.seriesCount, answer.isAnyKnown]).toEqual([
      MINUTE_MS,
      60,
      3,
      true,
    ])
    expect(panel.counts.slice(0, 4)).toEqual([5, null, 1, null])
    expect(panel.cells.slice(0, 4).map((cells) => cells === '')).toEqual([false, true, false, true])
    expect(sum(rowsOf(panel, 0))).toBe(5)
    expect(panel.total).toMatchObject({ count: 6, sumMs: 60, meanMs: 10 })
    expect(panel.resolution).toMatchObject({ kinds: ['exponential'], scale: 5, boundsLists: 0 })
    expect(panel.resolution.worstRelativeError).toBeLessThan(0.02)
    const p99 = panel.quantiles.find(({ quantile }) => quantile === 0.99)
    expect(p99?.value[1]).toBeNull()
    expect(p99?.low[2]).toBeLessThanOrEqual(30_000)
    expect(p99?.high[2]).toBeGreaterThanOrEqual(30_000)
  })

  it('bounds a quantile of coarse buckets as widely as they are, or not at all', async () => {
    const [panel] = (await ask({ vantage: 'decider' })).panels
    expect(panel?.rows).toBe('bounds')
    expect(panel?.edgesMs).toEqual([10, 100])
    const [p50, , p99] = panel?.quantiles ?? []
    expect([p50?.low[2], p50?.high[2]]).toEqual([10, 100])
    expect([p99?.low[2], p99?.high[2], p99?.value[2]]).toEqual([100, null, null])
    expect([panel?.counts[3], panel?.counts[4]]).toEqual([0, null])
    expect(panel?.resolution).toMatchObject({ worstRelativeError: null, kinds: ['bounds'], boundsLists: 1 })
    expect(panel?.total?.maxMs).toBeNull()
  })

  it('puts vantage points side by side, and all together into rows that all have in common', async () => {
    const several = await ask({ by: 'vantage' })
    expect(several.panels.map(({ vantage, rows }) => [vantage, rows])).toEqual([
      ['proxy', 'exponential'],
      ['decider', 'bounds'],
    ])
    expect(several.axis?.highMs).toBeGreaterThanOrEqual(30_000)
    const [together] = (await ask({})).panels
    expect([together?.vantage, together?.rows, together?.edgesMs]).toEqual([null, 'mixed', [10, 100]])
    expect(together && rowsOf(together, 2)).toEqual([0, 3, 2])
  })

  it('says what share lies above an objective, and how fast that burns the budget', async () => {
    const [panel] = (await ask({ vantage: 'proxy', sloMs: '500', sloTarget: '0.9' })).panels
    expect(panel?.objective?.share.value.slice(0, 3)).toEqual([0.2, null, 1])
    expect(panel?.objective?.burn.value[0]).toBe(2)
    expect(panel?.objective?.total?.share).toEqual({ value: 0.333333, low: 0.333333, high: 0.333333 })
    const [coarse] = (await ask({ vantage: 'decider', sloMs: '50' })).panels
    expect(coarse?.objective?.share).toMatchObject({
      low: expect.arrayContaining([0.25]) as unknown,
      high: expect.arrayContaining([1]) as unknown,
    })
  })

  it('leaves out what the filter does not match, and what names no node', async () => {
    expect((await ask({ filter: 'role="db"' })).panels[0]?.total?.count).toBe(1)
    expect(
      (await ask({ filter: 'role=~"web|db"', from: String(FROM_MS - DAY_MS) })).panels[0]?.total?.count,
    ).toBe(2)
    expect((await ask({ filter: 'role="cache"' })).panels[0]?.total).toBeNull()
  })

  it('answers long windows and old ones in longer steps, of the same observations', async () => {
    const week = await ask({ from: String(FROM_MS - 8 * DAY_MS), vantage: 'proxy' })
    expect([week.stepMs, week.panels[0]?.total?.count]).toEqual([HOUR_MS, 10])
    const old = await ask({
      from: String(at(-20 * 24 * 60)),
      to: String(at(-20 * 24 * 60 + 60)),
      service: 'old',
    })
    expect([old.stepMs, old.panels[0]?.total?.count]).toEqual([5 * MINUTE_MS, 1])
  })

  it('says that nothing is there', async () => {
    const answer = await ask({ service: 'nobody' })
    expect([answer.axis, answer.panels[0]?.total, answer.panels[0]?.modes]).toEqual([null, null, []])
    expect(answer.panels[0]?.counts.every((count) => count === null)).toBe(true)
  })
})

describe('GET /api/v1/latency/operations', () => {
  it('has a row for each operation and vantage point', async () => {
    const answer = await askOperations()
    expect(
      answer.operations.map(({ service, operation, vantage, count }) => [service, operation, vantage, count]),
    ).toEqual([
      ['other', 'list', '', 1],
      ['shop', 'pay', 'decider', 4],
      ['shop', 'pay', 'proxy', 6],
    ])
    expect([answer.services, answer.vantages]).toEqual([
      ['other', 'shop'],
      ['', 'decider', 'proxy'],
    ])
    const proxy = answer.operations[2]
    expect(proxy).toMatchObject({
      errorShare: 1,
      currentMs: 10,
      currentAtMs: at(2),
      ratePerSecond: 0.00166667,
    })
    expect(proxy?.p999.low).toBeLessThanOrEqual(30_000)
    expect(proxy?.p999.high).toBeGreaterThanOrEqual(30_000)
    expect(answer.operations[1]).toMatchObject({
      errorShare: null,
      p99: { value: null, low: 100, high: null },
    })
  })

  it('counts as errors what labels say went wrong, also of series that were known before that was looked at', async () => {
    const told = (origin: string, values: readonly number[], isFailure?: boolean): TestHistogram => ({
      timeMs: at(-1200) + values.length,
      service: 'labelled',
      origin,
      layer: layerOfObservations(values),
      ...(isFailure === undefined ? {} : { isFailure }),
    })
    const shareNow = async () => {
      const window = { from: String(at(-1200)), to: String(at(-1140)) }
      return (await askOperations({ ...window, service: 'labelled' })).operations[0]?.errorShare
    }
    await send(told('code 500', [1]))
    expect(await shareNow()).toBeNull()
    await send(told('code 500', [1, 2], true), told('code 200', [1, 2, 3, 4, 5, 6], false), told('', [7]))
    expect(await shareNow()).toBe(0.333333)
  })

  it('shows the busiest where they are cut', async () => {
    const answer = await askOperations({ limit: '1' })
    expect([answer.shown, answer.total, answer.operations[0]?.vantage]).toEqual([1, 3, 'proxy'])
    expect((await askOperations({ service: 'other' })).services).toEqual(['other', 'shop'])
  })
})

describe('GET /api/v1/latency/distribution', () => {
  const selected = { vantage: 'proxy', selectionFrom: String(at(0)), selectionTo: String(at(1)) }

  it('compares a selection with the rest of the window', async () => {
    const answer = await askDistribution(selected)
    expect([answer.selection.total?.count, answer.reference.total?.count]).toEqual([5, 1])
    expect(answer.reference.windows).toEqual([{ fromMs: at(1), toMs: TO_MS }])
    expect(sum(answer.selection.shares)).toBeCloseTo(1, 4)
    expect(sum(answer.differences)).toBeCloseTo(0, 4)
    expect(answer.quantiles[0]?.reference?.low).toBeGreaterThan(29_000)
  })

  it('compares it with the same time of another day, and counts what lies between two lengths', async () => {
    const answer = await askDistribution({ ...selected, against: 'week', minMs: '2.5', maxMs: '100' })
    expect(answer.reference.windows).toEqual([{ fromMs: at(0) - 7 * DAY_MS, toMs: at(1) - 7 * DAY_MS }])
    expect(answer.reference.inside).toEqual({ value: 1, low: 1, high: 1 })
    expect(answer.selection.inside).toEqual({ value: 0.4, low: 0.4, high: 0.4 })
    const day = await askDistribution({ ...selected, against: 'day' })
    expect([day.reference.total, day.reference.shares, day.differences, day.quantiles[0]?.reference]).toEqual(
      [null, [], [], null],
    )
  })
})
