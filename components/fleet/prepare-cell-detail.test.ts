import { describe, expect, it } from 'vitest'
import { prepareCellDetail } from './prepare-cell-detail'
import { prepareFleetColumns } from './prepare-fleet-columns'
import { measured, notApplicable, sampleGrid, sampleNode } from './test-fleet-grid'

const { resources, summary } = sampleGrid()
const [cpu, disk] = prepareFleetColumns(resources, summary)
const node = sampleNode(1, {
  cpu: { utilization: measured(0.95, 'bad') },
  disk: { errors: notApplicable },
})

describe('what a cell explains', () => {
  it('marks the value that was judged and says by which thresholds', () => {
    const detail = cpu === undefined ? undefined : prepareCellDetail(node, cpu, '')[0]
    expect(detail?.values.filter(({ isJudged }) => isJudged)).toEqual([
      { name: 'worst 5 min', text: '95 %', isJudged: true },
    ])
    expect(detail?.note).toBe('warning ≥ 70 %, bad ≥ 90 % (a book)')
  })

  it('says what switches on what is not measured', () => {
    const detail = cpu === undefined ? undefined : prepareCellDetail(node, cpu, '')[1]
    expect(detail).toMatchObject({
      verdict: 'unmeasured',
      word: 'not measured',
      values: [],
      note: 'Run a collector.',
    })
  })

  it('says why something does not apply', () => {
    const detail = disk === undefined ? undefined : prepareCellDetail(node, disk, '')[2]
    expect(detail).toMatchObject({ verdict: 'not_applicable', note: 'There is nothing to count.' })
  })
})
