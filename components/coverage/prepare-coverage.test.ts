import { describe, expect, it } from 'vitest'
import type { CoverageAnswer, MetricCoverage } from '@/lib/contract/coverage'
import { describeCoverage, prepareGroups, prepareHoles } from './prepare-coverage'
import { prepareCoverageCsv } from './prepare-coverage-csv'

const metric = (change: Partial<MetricCoverage>): MetricCoverage => ({
  id: 'tasks.utilization.pids',
  title: 'Process ids used',
  resource: 'tasks',
  resourceTitle: 'Tasks',
  aspect: 'utilization',
  isHeadline: true,
  measured: 1,
  unmeasured: 3,
  notApplicable: 0,
  nodes: 'muuu',
  ...change,
})

const ANSWER: CoverageAnswer = {
  window: { fromMs: 0, toMs: 1 },
  nowMs: 1,
  asOfMs: 1,
  metrics: [
    metric({}),
    metric({ id: 'tasks.utilization.threads', isHeadline: false }),
    metric({ id: 'swap.utilization.used', resourceTitle: 'Swap', measured: 4, unmeasured: 0, nodes: 'mmmm' }),
  ],
  notApplicable: [{ resourceTitle: 'Swap', aspect: 'errors', reason: 'Errors of the disk.' }],
  nodes: {
    id: [1, 2, 3, 4],
    name: ['a', 'b', 'c', 'd'],
    cluster: ['', '', '', ''],
    sender: ['collector', 'otel', 'node_exporter', 'node_exporter'],
  },
  labels: [],
  total: 4,
  known: 4,
}

describe('the coverage, prepared', () => {
  it('is a row for each metric in a file, also of those that the grid does not show', () => {
    const [heading, ...rows] = prepareCoverageCsv(ANSWER)
    expect(rows.map((row) => row[0])).toEqual(ANSWER.metrics.map(({ id }) => id))
    expect(rows[0]?.slice(-3)).toEqual([1, 3, 0])
    expect(heading).toHaveLength(rows[0]?.length ?? 0)
  })

  it('groups holes by sender, each with the switch of that sender', () => {
    const holes = prepareHoles(ANSWER, 'tasks.utilization.pids')
    expect(holes.map(({ sender, nodes }) => [sender, nodes.map(({ name }) => name)])).toEqual([
      ['node_exporter', ['c', 'd']],
      ['otel', ['b']],
    ])
    expect(holes[0]?.fix.code).toBe('--collector.processes')
    expect(prepareHoles(ANSWER, 'swap.utilization.used')).toEqual([])
  })

  it('lists the cells of the grid, or every metric, by resource', () => {
    const ids = (isWhole: boolean) => prepareGroups(ANSWER, isWhole).map(({ metrics }) => metrics.length)
    expect([ids(false), ids(true)]).toEqual([
      [1, 1],
      [2, 1],
    ])
    expect(prepareGroups(ANSWER, false)[1]?.absent.length).toBe(1)
  })

  it('says how much is measured, never rounding up', () => {
    expect(describeCoverage(ANSWER)).toBe('62 % of the cells of 4 nodes are measured')
  })
})
