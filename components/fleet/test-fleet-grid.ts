import type { FleetGrid, FleetNode } from '@/lib/contract/fleet'
import type { NodeCells, Reading } from '@/lib/contract/reading'
import { describeSampleResources } from '@/components/ui/test-resources'

export const unmeasured: Reading = { mean: null, max: null, last: null, peak: null, verdict: 'unmeasured' }
export const notApplicable: Reading = { ...unmeasured, verdict: 'not_applicable' }

export const measured = (value: number, verdict: Reading['verdict'] = 'ok'): Reading => ({
  mean: value / 2,
  max: value * 2,
  last: value,
  peak: value,
  verdict,
})

export const sampleNode = (id: number, cells: NodeCells, change: Partial<FleetNode> = {}): FleetNode => ({
  id,
  name: `node-${String(id)}`,
  cluster: '',
  labels: {},
  state: 'fresh',
  lastSampleMs: 0,
  cells,
  ...change,
})

const counts = { ok: 0, warn: 0, bad: 0, unmeasured: 0, not_applicable: 0 }

/** A fleet whose CPU is measured, whose disk is in part, and whose containers are not. */
export const sampleGrid = (change: Partial<FleetGrid> = {}): FleetGrid => ({
  window: { fromMs: 0, toMs: 3_600_000 },
  stepMs: 60_000,
  nowMs: 3_600_000,
  asOfMs: 3_595_000,
  resources: describeSampleResources(),
  nodes: [],
  summary: {
    states: { fresh: 3, stale: 0, gone: 0 },
    nodes: { ...counts, ok: 1, bad: 2 },
    resources: {
      cpu: {
        utilization: { ...counts, ok: 3 },
        saturation: { ...counts, ok: 3 },
        errors: { ...counts, unmeasured: 3 },
      },
      disk: {
        utilization: { ...counts, ok: 1, bad: 1, unmeasured: 1 },
        saturation: { ...counts, ok: 1, bad: 2 },
        errors: { ...counts, not_applicable: 3 },
      },
      cgroup: {
        utilization: { ...counts, unmeasured: 3 },
        saturation: { ...counts, unmeasured: 3 },
        errors: { ...counts, unmeasured: 3 },
      },
    },
  },
  total: 3,
  shown: 3,
  known: 3,
  offset: 0,
  ...change,
})
