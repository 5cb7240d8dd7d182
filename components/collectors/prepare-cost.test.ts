import { describe, expect, it } from 'vitest'
import type { CollectorCostAnswer } from '@/lib/contract/collector-cost'
import { describeCost, prepareCostTable, prepareSpreads } from './prepare-cost'
import { prepareCostCsv } from './prepare-cost-csv'

const spread = (total: number, nodes: number) => ({ nodes, median: 0.01, p95: 0.02, most: 0.4, total })
const answer = (change: Partial<CollectorCostAnswer> = {}): CollectorCostAnswer => ({
  window: { fromMs: 0, toMs: 1 },
  nowMs: 1,
  asOfMs: 1,
  known: 4,
  nodes: { id: [1, 2, 3, 4], name: ['a', 'b', 'c', 'd'], cluster: ['', '', '', ''] },
  cost: {
    cpu: [0.1, 0.4, 0, null],
    cpuShare: [0.05, 0.01, 0, null],
    memoryBytes: [1e6, null, 5e6, null],
    memoryShare: [0.1, null, null, null],
    scrapeSeconds: [null, 0.5, null, null],
    sentBytesPerSecond: [null, null, null, null],
  },
  spread: { cpu: spread(0.5, 3), memoryBytes: spread(6e6, 2), scrapeSeconds: null },
  collectors: [
    { name: 'tracer', cpu: spread(0.4, 1), memoryBytes: null, scrapeSeconds: null },
    { name: 'agent', cpu: spread(0.1, 3), memoryBytes: spread(6e6, 2), scrapeSeconds: null },
  ],
  collectorsTotal: 2,
  ...change,
})
const names = (sort: Parameters<typeof prepareCostTable>[1]) =>
  prepareCostTable(answer(), sort).rows.map(({ name }) => name)

describe('the cost of each node', () => {
  it('is sorted by the chosen column, and what is not measured comes last', () => {
    expect([names('cpu'), names('share'), names('memory'), names('name')]).toEqual([
      ['b', 'a', 'c'],
      ['a', 'b', 'c'],
      ['c', 'a', 'b'],
      ['a', 'b', 'c'],
    ])
  })

  it('writes zero as zero and what nobody measures as a dash', () => {
    const [, , zero] = prepareCostTable(answer(), 'cpu').rows
    expect(zero?.texts).toMatchObject({ cpu: '0 %', scrape: '–' })
    expect(prepareCostTable(answer(), 'cpu')).toMatchObject({ measured: 3, total: 4 })
  })

  it('is cut, and says of how many', () => {
    const count = 3_000
    const all = Array.from({ length: count }, (_, at) => at + 1)
    const large = answer({
      nodes: { id: all, name: all.map(String), cluster: all.map(() => '') },
      cost: { ...answer().cost, cpu: all },
    })
    const table = prepareCostTable(large, 'cpu')
    expect([table.rows.length, table.measured, table.rows[0]?.name]).toEqual([12, 3_000, '3000'])
    expect(prepareCostCsv(large)).toHaveLength(count + 1)
  })
})

describe('the fleet', () => {
  it('pays so much for being watched, in one sentence', () => {
    expect(describeCost(answer())).toBe(
      'The collectors of 3 of 4 nodes take 50 % of a CPU in all (median 1 % of one CPU) and 5.7 MiB of memory.',
    )
    const many = answer({ spread: { cpu: spread(123.456, 4), memoryBytes: null, scrapeSeconds: null } })
    expect(describeCost(many)).toContain('The collectors of 4 nodes take 123 CPUs in all')
  })

  it('is not said to pay nothing where nobody tells', () => {
    const silent = answer({ spread: { cpu: null, memoryBytes: null, scrapeSeconds: null } })
    expect(describeCost(silent)).toBe('No collector of these nodes tells what it costs.')
  })

  it('is told by its scrapes where nothing else is known', () => {
    const scraped = answer({ spread: { cpu: null, memoryBytes: null, scrapeSeconds: spread(0.1, 2) } })
    expect(describeCost(scraped)).toBe('The collectors of 2 of 4 nodes take 10 ms for a scrape (median).')
  })

  it('is told by collector and for all of them', () => {
    expect(prepareSpreads(answer()).map(({ name, memory }) => [name, memory])).toEqual([
      ['tracer', '–'],
      ['agent', '0.01 B'],
      ['All of a node', '0.01 B'],
    ])
  })
})
