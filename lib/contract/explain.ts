import { z } from 'zod'
import { SHAPES } from '../core/explain/shape'
import { ASPECTS, RESOURCES } from '../core/checklist/types'
import { OUTAGE_KINDS } from '../core/outages/find-outages'
import { incidentSignature } from './incidents'
import { metricId, unit } from './reading'
import { optionalTime, windowAnswer, windowParams } from './window'

export const explainParams = windowParams.extend({
  /** Unless both are given, the baseline is the same hours of the seven days before. */
  baselineFrom: optionalTime,
  baselineTo: optionalTime,
})
export type ExplainParams = z.infer<typeof explainParams>

/** How far the answer to the same question is. */
export const explainProgressAnswer = z.object({
  /** Null where it is not being made here. */
  progress: z
    .object({
      /** How many other analyses come first. */
      before: z.number(),
      doneShare: z.number(),
    })
    .nullable(),
})
export type ExplainProgressAnswer = z.infer<typeof explainProgressAnswer>

const nodeName = z.object({ id: z.number(), name: z.string() })

const metricFields = {
  resource: z.enum(RESOURCES),
  aspect: z.enum(ASPECTS),
  metric: metricId,
  title: z.string(),
  unit,
  /** Whether it may be the cause, or is rather what others feel of it. */
  role: z.enum(['suspect', 'victim']),
  score: z.number(),
  /** False for what other days show just as much. */
  standsOut: z.boolean(),
  sentence: z.string(),
}

const explainedResource = z.object({
  ...metricFields,
  nodesAffected: z.number(),
  nodesTotal: z.number(),
  onsetMs: z.number().nullable(),
  /** The node that shows it most. */
  worst: nodeName,
})
export type ExplainedResourceAnswer = z.infer<typeof explainedResource>

const explainedSeries = z.object({
  ...metricFields,
  node: nodeName,
  device: z.string(),
  direction: z.enum(['up', 'down']),
  kind: z.enum(SHAPES),
  /** The furthest value; null where the series is gone. */
  value: z.number().nullable(),
  /** What it was right before; null where it was not measured. */
  baselineValue: z.number().nullable(),
  onsetMs: z.number(),
  durationMs: z.number(),
})
export type ExplainedSeriesAnswer = z.infer<typeof explainedSeries>

const lane = z.object({
  metric: metricId,
  title: z.string(),
  /** The first onset on any node. */
  onsetMs: z.number(),
  nodes: z.number(),
  /** Median over its nodes of how long after the first metric of the same node it moved. */
  lagMs: z.number(),
  firstShare: z.number(),
  /** Of each of its nodes, in order. */
  onsetsMs: z.array(z.number()),
})

const separation = z.object({
  fact: z.string(),
  op: z.enum(['=', '<', '>=']),
  value: z.string(),
  affectedInside: z.number(),
  inside: z.number(),
  affectedOutside: z.number(),
  outside: z.number(),
  /** Over how many days nodes are counted, each day anew; 0 where it is the nodes of this window. */
  days: z.number().optional(),
  /**
   * Where outages are counted, how much more often nodes of the kind go out than others: a null ratio where no others do.
   * What is affected are outages then, and inside and outside are days of nodes.
   */
  outages: z.object({ ratio: z.number().nullable(), ratioLow: z.number() }).nullable().optional(),
  precision: z.number(),
  recall: z.number(),
  /** Of an exact test, two-sided: Fisher's, or of outages that of two rates. */
  pValue: z.number(),
  /** Of all facts and values tried. */
  qValue: z.number(),
  sentence: z.string(),
})

const matchedEvent = z.object({
  source: z.string(),
  name: z.string(),
  atMs: z.number(),
  node: nodeName.nullable(),
  matched: z.number(),
  of: z.number(),
  expected: z.number(),
  /** Median of how long before the onset it came. */
  leadMs: z.number(),
  sentence: z.string(),
})

const observerSuspect = z.object({
  /** The change, in a few words. */
  name: z.string(),
  fact: z.string(),
  from: z.string(),
  to: z.string(),
  /** When the first node was changed. */
  atMs: z.number(),
  sentence: z.string(),
})

const earlierEpisode = z.object({
  /** The first and the last onset. */
  fromMs: z.number(),
  toMs: z.number(),
  nodes: z.number(),
  /** How many of them are affected now as well. */
  sameNodes: z.number(),
  sentence: z.string(),
})

/** Outages among the events are told by this source. */
export const OUTAGE_SOURCE = 'outages'

const nearOutages = z.object({
  /** With the time before the window that is looked at. */
  window: windowAnswer,
  total: z.number(),
  nodes: z.number(),
  /** Of nodes before paths, the longest first. */
  episodes: z.array(
    z.object({
      /** The id is null for what is probed and is no node. */
      node: z.object({ id: z.number().nullable(), name: z.string() }),
      kind: z.enum(OUTAGE_KINDS),
      fromMs: z.number(),
      toMs: z.number().nullable(),
      sentence: z.string(),
    }),
  ),
})

const sameIncident = z.object({
  id: z.number(),
  title: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  isClosed: z.boolean(),
  sentence: z.string(),
})

export const explainAnswer = z.object({
  /** In whole steps, and no longer than there is data. */
  window: windowAnswer,
  baseline: z.object({ isChosen: z.boolean(), spans: z.array(windowAnswer) }),
  /** The time before the window that each span was compared with. */
  leadMs: z.number(),
  stepMs: z.number(),
  asOfMs: z.number().nullable(),
  standsOut: z.boolean(),
  headline: z.string(),
  /** Series and nodes with a value in the window, and spans of the baseline with one. */
  measured: z.object({ series: z.number(), nodes: z.number(), baselineSpans: z.number() }),
  /** Suspects first, each role by its score. */
  resources: z.array(explainedResource),
  series: z.array(explainedSeries),
  seriesTotal: z.number(),
  lanes: z.array(lane),
  order: z.string().nullable(),
  separatedBy: z.array(separation),
  events: z.array(matchedEvent),
  /** Changes of agents or tracing after which nodes were worse off than those that were not changed. */
  observers: z.array(observerSuspect),
  /** Who was out in the window or shortly before; null where nobody was. */
  outages: nearOutages.nullable(),
  /** Nodes of which nothing was heard any more. */
  silent: z.array(nodeName.extend({ sinceMs: z.number() })),
  affected: z.array(nodeName),
  /** When at least nearly as many nodes did the same in the fortnight before, the newest first. */
  seenBefore: z.array(earlierEpisode),
  /** Marked incidents before the window in which some of the same metrics moved, the latest first. */
  sameIncidents: z.array(sameIncident),
  /** What the window is known by when it is marked as an incident. */
  signature: incidentSignature,
  /** Whose incident it is then: empty is the whole fleet's. */
  markedFor: z.string(),
  tookMs: z.number(),
})
export type ExplainAnswer = z.infer<typeof explainAnswer>
