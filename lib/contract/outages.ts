import { z } from 'zod'
import { OUTAGE_KINDS } from '../core/outages/find-outages'
import { windowAnswer, windowParams } from './window'

export const outagesParams = windowParams.extend({
  filter: z.string().max(2_000).default(''),
  /** The label or fact whose values are compared; empty for the one that separates best. */
  by: z.string().max(200).default(''),
})
export type OutagesParams = z.infer<typeof outagesParams>

/** Of 95 %, exact; without an upper bound where nobody was watched. */
const interval = { low: z.number(), high: z.number().nullable() }

const outageRate = z.object({
  outages: z.number(),
  nodeDays: z.number(),
  /** Per 100 nodes and day; null where nobody was watched. */
  rate: z.number().nullable(),
  ...interval,
})
export type OutageRateAnswer = z.infer<typeof outageRate>

const outageGroup = outageRate.extend({
  fact: z.string(),
  /** Empty where the fact is not known. */
  value: z.string(),
  nodes: z.number(),
  /** How many times as often as all other nodes; null where those are never out. */
  ratio: z.number().nullable(),
  ratioLow: z.number(),
  ratioHigh: z.number().nullable(),
  /** Of the exact conditional test of two Poisson rates. */
  pValue: z.number(),
  /** After Benjamini and Hochberg, over all values of all facts. */
  qValue: z.number(),
})
export type OutageGroupAnswer = z.infer<typeof outageGroup>

const endpoint = z.object({
  /** Null for what is probed and is no node. */
  id: z.number().nullable(),
  name: z.string(),
  cluster: z.string(),
})

const outageEpisode = z.object({
  kind: z.enum(OUTAGE_KINDS),
  node: endpoint,
  /** Where a path leads; null for what is out as a whole. */
  target: endpoint.nullable(),
  /** Of a path; empty otherwise. */
  port: z.string(),
  fromMs: z.number(),
  /** Null while it lasts. */
  toMs: z.number().nullable(),
  /** From the last good observation to the first bad one; null where there was no good one. */
  detectMs: z.number().nullable(),
  isSilent: z.boolean(),
  probes: z.number(),
  failed: z.number(),
  peers: z.number(),
  /** The value that its node had of the fact that is compared. */
  group: z.string(),
  /** Part of the day before at which less moved over the network of the node; null where that was not measured. */
  throughputStanding: z.number().nullable(),
})
export type OutageEpisodeAnswer = z.infer<typeof outageEpisode>

export const outagesAnswer = z.object({
  window: windowAnswer,
  nowMs: z.number(),
  asOfMs: z.number().nullable(),
  stepMs: z.number(),
  /** Nodes that were heard in the window, and nodes there are without the filter. */
  nodes: z.number(),
  known: z.number(),
  /** Pairs that probes were sent between, and how many of the nodes somebody probed. */
  paths: z.number(),
  nodesProbed: z.number(),
  /** Of nodes, by those that began in the window. */
  total: outageRate,
  stillOut: z.number(),
  /** Outages of single paths, which count for no node. */
  pathOutages: z.number(),
  /** Silences that are no outages: the node answered others, or it was made anew. */
  answered: z.number(),
  replaced: z.number(),
  /** How long nobody could be told to be silent, because hardly anybody was heard. */
  deafMs: z.number(),
  by: z.string(),
  facts: z.array(z.string()),
  groups: z.array(outageGroup),
  groupsTotal: z.number(),
  /** The best value of each fact whose nodes are out more often beyond chance, the surest first. */
  separatedBy: z.array(outageGroup),
  /** The newest first. */
  episodes: z.array(outageEpisode),
  episodesTotal: z.number(),
  connectTimes: z.object({
    count: z.number(),
    bins: z.array(z.object({ fromSeconds: z.number(), toSeconds: z.number(), count: z.number() })),
    medianSeconds: z.number().nullable(),
    p99Seconds: z.number().nullable(),
  }),
  /** How much moved over the network when outages began. */
  onsets: z.object({ measured: z.number(), medianStanding: z.number().nullable(), high: z.number() }),
})
export type OutagesAnswer = z.infer<typeof outagesAnswer>
