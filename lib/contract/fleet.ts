import { z } from 'zod'
import { resourceAnswer } from './checklist-answer'
import { canonicalMarks, canonicalPins, canonicalResources, MAX_PINS, NODE_CHOICES } from './fleet-choice'
import { FLEET_SORTS } from './fleet-sort'
import { aspect, nodeCells, nodeState, resourceId, verdict } from './reading'
import { COMPARISONS } from './view-choices'
import { windowAnswer, windowParams } from './window'

const MAX_FLEET_NODES = 20_000

const listText = (canonical: (text: string) => string | null, needs: string) =>
  z
    .string()
    .max(2_000)
    .refine((text) => canonical(text) !== null, { message: `must be a list of ${needs}` })
    .default('')

const matcherText = z.string().max(2_000).default('')

export const fleetParams = windowParams.extend({
  filter: matcherText,
  sort: z.enum(FLEET_SORTS).default('worst'),
  limit: z.coerce.number().int().min(1).max(MAX_FLEET_NODES).default(MAX_FLEET_NODES),
  /** Rows of nodes that are left out before those answered. */
  offset: z.coerce.number().int().min(0).max(MAX_FLEET_NODES).default(0),
  /** A label or fact; each of its values is one group. */
  group: z.string().max(200).default(''),
  /** The groups whose nodes are answered, as `parseOpenGroups` reads it. */
  open: z.string().max(8_000).default(''),
  compare: z.enum(COMPARISONS).default(''),
  /** Resources; what is left out is neither answered nor judged. */
  columns: listText(canonicalResources, 'resources'),
  verdict: listText(canonicalMarks, 'bad, warn, ok, unmeasured, stale, gone'),
  /** Ids of nodes that are answered whatever the filter says. */
  pins: listText(canonicalPins, `at most ${String(MAX_PINS)} ids of nodes`),
  /** Matchers; nodes that fit stand first. */
  critical: matcherText,
  only: z.enum(NODE_CHOICES).default('all'),
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
  /** Its value of the label that the fleet is grouped by; empty where it has none. */
  group: z.string().optional(),
  isCritical: z.boolean().optional(),
  /** The same cells in the window that this one is compared with. */
  earlier: nodeCells.optional(),
})
export type FleetNode = z.infer<typeof fleetNode>

const verdictCounts = z.record(verdict, z.number())
export type VerdictCounts = z.infer<typeof verdictCounts>

/** Counted over every node that the filter matches, whatever its verdict, also those beyond `limit`. */
const fleetSummary = z.object({
  states: z.record(nodeState, z.number()),
  /** Each node that is not gone, once, by its worst cell. */
  nodes: verdictCounts,
  resources: z.partialRecord(resourceId, z.record(aspect, verdictCounts)),
})
export type FleetSummary = z.infer<typeof fleetSummary>

const groupCell = z.object({
  counts: verdictCounts,
  verdict,
  /** The value that is judged, of the node where it is worst. */
  value: z.number().nullable(),
  node: z.string(),
  /** The greatest change for the worse of any node; null where none has an earlier value. */
  change: z.number().nullable().optional(),
})
export type GroupCell = z.infer<typeof groupCell>

const fleetGroup = z.object({
  value: z.string(),
  total: z.number(),
  critical: z.number(),
  states: z.record(nodeState, z.number()),
  nodes: verdictCounts,
  /** Without those that no node of the group measures. */
  cells: z.partialRecord(resourceId, z.partialRecord(aspect, groupCell)),
})
export type FleetGroup = z.infer<typeof fleetGroup>

export const fleetGrid = z.object({
  window: windowAnswer,
  stepMs: z.number(),
  nowMs: z.number(),
  /** Everything received up to here is in the answer; null before the first sample. */
  asOfMs: z.number().nullable(),
  resources: z.array(resourceAnswer),
  nodes: z.array(fleetNode),
  summary: fleetSummary,
  /** Nodes that the filter and the wanted verdicts match. */
  total: z.number(),
  shown: z.number(),
  /** Nodes there are without the filter. */
  known: z.number(),
  /** Rows of nodes before the first that is answered. */
  offset: z.number(),
  /** Rolled up over all nodes of `total`, in order; `of` counts those beyond the cut too. */
  groups: z.object({ of: z.number(), items: z.array(fleetGroup) }).optional(),
  pinned: z.array(fleetNode).optional(),
  /** The window that this one is compared with. */
  earlierWindow: windowAnswer.optional(),
})
export type FleetGrid = z.infer<typeof fleetGrid>
