import fc from 'fast-check'
import type { MetricId } from '../core/checklist/types'
import { NODE_STATES } from '../core/node-state'
import type { FoldedReadings } from '../core/reading-fold'
import { verdictsOfSlot } from './cells-of-slot'
import { headlineCells } from './headline-cells'
import type { RatedFleet } from './rated-fleet'

interface TestNode {
  name: string
  group: string
  isCritical: boolean
  state: (typeof NODE_STATES)[number]
  cpu: number | null
  cpuEarlier: number | null
}

const foldedOf = (values: readonly (number | null)[]): ReadonlyMap<MetricId, FoldedReadings> => {
  const row = Float64Array.from(values, (value) => value ?? NaN)
  return new Map([['cpu.utilization.busy', { mean: row, max: row, last: row, peak: row }]])
}

/** A fleet of which only CPU utilization is measured. */
export const testRatedFleet = (nodes: readonly TestNode[], isCompared = true): RatedFleet => {
  const cells = headlineCells()
  const folded = foldedOf(nodes.map(({ cpu }) => cpu))
  return {
    cells,
    folded,
    earlier: isCompared ? foldedOf(nodes.map(({ cpuEarlier }) => cpuEarlier)) : null,
    nodes: nodes.map(({ name, group, isCritical, state }, place) => ({
      row: {
        id: place + 1,
        groupId: 1,
        slot: place,
        name,
        kind: 'host',
        labels: {},
        cluster: '',
        instance: name,
        firstSeenMs: 0,
      },
      name,
      state,
      group,
      isCritical,
      lastSampleMs: null,
      intervalMs: null,
      verdicts: verdictsOfSlot(cells, folded, place),
    })),
  }
}

const ratio = fc.option(fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100))

export const testNodes = fc.array(
  fc.record<TestNode>({
    name: fc.string({ maxLength: 3 }),
    group: fc.constantFrom('', 'eu', 'us'),
    isCritical: fc.boolean(),
    state: fc.constantFrom(...NODE_STATES),
    cpu: ratio,
    cpuEarlier: ratio,
  }),
  { maxLength: 12 },
)
