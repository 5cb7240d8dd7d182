import type { MetricId } from '@/lib/core/checklist/types'
import type { NodePlan } from '@/lib/core/compile-node'
import { NODE_DEVICE } from '@/lib/core/use-sample'
import type { Scope } from '@/lib/store/block'
import type { Directory } from '@/lib/store/directory-codec'
import type { NodeValues } from './bucket-nodes'
import type { SharedDirectories } from './shared-directories'

/** Where the columns of one metric's matrix come from: index-parallel to its directory. */
export interface MetricLayout {
  metric: MetricId
  scope: Scope
  directory: Directory
  /** Index of the result in the plan of the column's node. */
  results: Uint16Array
}

/** All columns that the plans of a group's nodes can fill. */
export interface ValueLayout {
  /** By node slot: the plans that it was made of. */
  plans: readonly (NodePlan | undefined)[]
  /** Ordered by scope and metric. */
  metrics: readonly MetricLayout[]
}

interface Draft {
  metric: MetricId
  scope: Scope
  nodeSlots: number[]
  devices: string[]
  results: number[]
}

/** Nodes go by slot and a plan names the devices of a metric in order, so the columns are sorted. */
export function layOut(
  values: readonly (NodeValues | undefined)[],
  directories: SharedDirectories,
): ValueLayout {
  const drafts: Record<Scope, Map<MetricId, Draft>> = { node: new Map(), device: new Map() }
  const plans: (NodePlan | undefined)[] = values.map((own) => own?.plan)
  plans.forEach((plan, nodeSlot) => {
    plan?.results.forEach(({ metric, device }, result) => {
      const draft = draftOf(drafts, device === NODE_DEVICE ? 'node' : 'device', metric)
      draft.nodeSlots.push(nodeSlot)
      draft.devices.push(device)
      draft.results.push(result)
    })
  })
  const metrics = [...sorted(drafts.node), ...sorted(drafts.device)].map(
    ({ metric, scope, nodeSlots, devices, results }) => ({
      metric,
      scope,
      directory: directories.share({ nodeSlots: Uint16Array.from(nodeSlots), devices }),
      results: Uint16Array.from(results),
    }),
  )
  return { plans, metrics }
}

function draftOf(drafts: Record<Scope, Map<MetricId, Draft>>, scope: Scope, metric: MetricId): Draft {
  const known = drafts[scope].get(metric)
  if (known) return known
  const draft = { metric, scope, nodeSlots: [], devices: [], results: [] }
  drafts[scope].set(metric, draft)
  return draft
}

const sorted = (drafts: ReadonlyMap<MetricId, Draft>): Draft[] =>
  [...drafts.values()].sort((a, b) => (a.metric < b.metric ? -1 : 1))

export function fits({ plans }: ValueLayout, values: readonly (NodeValues | undefined)[]): boolean {
  for (let slot = 0; slot < plans.length; slot++) if (plans[slot] !== values[slot]?.plan) return false
  return true
}
