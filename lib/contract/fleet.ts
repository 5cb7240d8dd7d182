import { z } from 'zod'
import { RESOURCES } from '../core/checklist/types'
import { resourceAnswer } from './checklist-answer'
import { aspect, nodeCells, nodeState, resourceId, verdict } from './reading'
import { windowAnswer, windowParams } from './window'

export const MAX_FLEET_NODES = 20_000

/** `worst` first, by `name`, or worst first within one resource. */
export const FLEET_SORTS = ['worst', 'name', ...RESOURCES] as const
const fleetSort = z.enum(FLEET_SORTS)
export type FleetSort = z.infer<typeof fleetSort>

export const fleetParams = windowParams.extend({
  filter: z.string().max(2_000).default(''),
  sort: fleetSort.default('worst'),
  limit: z.coerce.number().int().min(1).max(MAX_FLEET_NODES).default(MAX_FLEET_NODES),
})
export type FleetParams = z.infer<typeof fleetParams>

const fleetNode = z.object({
  id: z.number(),
  name: z.string(),
  cluster: z.string(),
  labels: z.record(z.string(), z.string()),
  state: nodeState,
  lastSampleMs: z.number().nullable(),
  cells: nodeCells,
})
export type FleetNode = z.infer<typeof fleetNode>

const verdictCounts = z.record(verdict, z.number())
export type VerdictCounts = z.infer<typeof verdictCounts>

/** Counted over every node that the filter matches, also those beyond `limit`. */
const fleetSummary = z.object({
  states: z.record(nodeState, z.number()),
  /** Each node that is not gone, once, by its worst cell. */
  nodes: verdictCounts,
  resources: z.partialRecord(resourceId, z.record(aspect, verdictCounts)),
})
export type FleetSummary = z.infer<typeof fleetSummary>

export const fleetGrid = z.object({
  window: windowAnswer,
  stepMs: z.number(),
  nowMs: z.number(),
  /** Everything received up to here is in the answer; null before the first sample. */
  asOfMs: z.number().nullable(),
  resources: z.array(resourceAnswer),
  nodes: z.array(fleetNode),
  summary: fleetSummary,
  /** Nodes that the filter matches. */
  total: z.number(),
  shown: z.number(),
  /** Nodes there are without the filter. */
  known: z.number(),
})
export type FleetGrid = z.infer<typeof fleetGrid>
