import { z } from 'zod'
import { optionalTime, windowAnswer, windowParams } from './window'

const word = z.string().max(1_024).default('')
const filter = z.string().max(2_000).default('')

export const profilesParams = windowParams.extend({
  /** Of the nodes that fit; those without a node are left out then. */
  filter,
  /** Id or name of a node. */
  node: word,
  service: word,
  /** What is counted and in what, like `cpu/nanoseconds`; empty for what most profiles count. */
  type: word,
})
export type ProfilesParams = z.infer<typeof profilesParams>

/** What the window is compared with: another window of the same, or the same window of other nodes. */
export const profilesDiffParams = profilesParams.extend({
  /** The same window so long ago. */
  againstBefore: z.enum(['', 'yesterday', 'week']).default(''),
  againstFrom: optionalTime,
  againstTo: optionalTime,
  againstFilter: filter,
  againstNode: word,
})
export type ProfilesDiffParams = z.infer<typeof profilesDiffParams>

const profiledNode = z.object({ id: z.number().nullable(), name: z.string() })

const profiled = z.object({
  cluster: z.string(),
  /** Null where it is of a service alone; the id is null while nothing else was heard of the node. */
  node: profiledNode.nullable(),
  service: z.string(),
  type: z.string(),
  unit: z.string(),
  count: z.number(),
  firstMs: z.number(),
  lastMs: z.number(),
})
export type Profiled = z.infer<typeof profiled>

const numbers = z.array(z.number())

/** Nodes of a tree, callers before what they call; node 0 is the root. */
const flame = z.object({
  names: z.array(z.string()),
  parents: numbers,
  /** Into `names`; -1 for the root and for what is gathered. */
  frames: numbers,
  /** How many frames are gathered in the node because each is too narrow; 0 for a frame. */
  gathered: numbers,
  selfs: numbers,
  totals: numbers,
  /** Of what the window is compared with; empty where it is compared with nothing. */
  baseSelfs: numbers,
  baseTotals: numbers,
})

const topFrame = z.object({
  name: z.string(),
  self: z.number(),
  total: z.number(),
  baseSelf: z.number().nullable(),
  baseTotal: z.number().nullable(),
})

const merged = z.object({
  window: windowAnswer,
  /** Profiles that were merged, and that there are. */
  count: z.number(),
  of: z.number(),
  /** All that was seen. */
  total: z.number(),
})
export type MergedProfiles = z.infer<typeof merged>

const timedProfile = z.object({
  id: z.number(),
  startedMs: z.number(),
  endedMs: z.number(),
  node: profiledNode.nullable(),
  service: z.string(),
  momentCount: z.number(),
})
export type TimedProfile = z.infer<typeof timedProfile>

const kind = z.object({ type: z.string(), unit: z.string(), count: z.number() })
export type ProfileKind = z.infer<typeof kind>

export const profilesAnswer = z.object({
  window: windowAnswer,
  /** Of whom there are profiles in the window, of whatever kind, node and service: those with most first. */
  profiled: z.array(profiled),
  cut: z.object({ shown: z.number(), of: z.number() }).nullable(),
  /** What the asked profiles count: the most frequent first. */
  kinds: z.array(kind),
  /** What is merged; null where there is nothing. */
  kind: kind.nullable(),
  merged: merged.nullable(),
  /** What it is compared with; null where nothing is, or nothing is there. */
  against: merged.nullable(),
  flame: flame.nullable(),
  frames: z.array(topFrame),
  /** How many different functions there are. */
  framesOf: z.number(),
  /** Profiles that tell when each sample was taken, the newest first. */
  timed: z.array(timedProfile),
  /** Whether any profile is kept, of whatever time. */
  isAnyKnown: z.boolean(),
})
export type ProfilesAnswer = z.infer<typeof profilesAnswer>

export const profileMomentsParams = z.object({
  profile: z.coerce.number().int().min(1),
  /** Milliseconds since the first sample. */
  partFrom: z.coerce.number().min(0).default(0),
  partTo: z.coerce.number().min(0).default(0),
})
export type ProfileMomentsParams = z.infer<typeof profileMomentsParams>

export const profileMomentsAnswer = z.object({
  profile: timedProfile,
  kind,
  rows: z.number(),
  seconds: z.number(),
  /** Samples by second and, within it, by row. */
  counts: numbers,
  /** Of the part that was asked for; null where none was. */
  flame: flame.nullable(),
  frames: z.array(topFrame),
  framesOf: z.number(),
})
export type ProfileMomentsAnswer = z.infer<typeof profileMomentsAnswer>
