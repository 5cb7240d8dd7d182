import { z } from 'zod'
import { unit } from './reading'
import { windowAnswer, windowParams } from './window'

export const observerEffectsParams = windowParams.extend({
  filter: z.string().max(2_000).default(''),
})
export type ObserverEffectsParams = z.infer<typeof observerEffectsParams>

const interval = { estimate: z.number(), low: z.number(), high: z.number() }

const effect = z.object({
  id: z.string(),
  title: z.string(),
  unit,
  sentence: z.string(),
  /** Why it is not to be trusted, or was not checked; null where nothing speaks against it. */
  doubt: z.string().nullable(),
  ...interval,
  /** Whether chance alone would hardly make it. */
  isSignificant: z.boolean(),
  /** False where the groups went apart already before the change. */
  isTrusted: z.boolean(),
  /** Nodes that were compared. */
  changed: z.number(),
  others: z.number(),
  /** Nodes that changed, but were not measured or have none of their kind to compare with. */
  leftOut: z.number(),
  /** The same comparison of two times before the change; null where there was none. */
  placebo: z.object(interval).nullable(),
  /** Means of both groups over time; null is not measured. */
  lines: z.object({
    startMs: z.number(),
    stepMs: z.number(),
    changed: z.array(z.number().nullable()),
    others: z.array(z.number().nullable()),
  }),
})
export type ObserverEffect = z.infer<typeof effect>

const comparison = z.object({
  /** `groups` always were different: that says less than a change. */
  kind: z.enum(['change', 'groups']),
  fact: z.string(),
  from: z.string(),
  to: z.string(),
  /** What is compared, in a few words. */
  name: z.string(),
  changedAt: windowAnswer.nullable(),
  before: windowAnswer.nullable(),
  after: windowAnswer,
  isMatched: z.boolean(),
  /** The first of the changed nodes. */
  nodes: z.array(z.object({ id: z.number(), name: z.string() })),
  changed: z.number(),
  others: z.number(),
  /** Why nothing is compared; null where it is. */
  refusal: z.string().nullable(),
  /** Those that are measured. */
  effects: z.array(effect),
})
export type ObserverComparison = z.infer<typeof comparison>

export const observerEffectsAnswer = z.object({
  window: windowAnswer,
  /** Where changes were looked for. */
  searched: windowAnswer,
  nowMs: z.number(),
  asOfMs: z.number().nullable(),
  /** Nodes that the filter matches, and those there are without it. */
  total: z.number(),
  known: z.number(),
  /** Facts that tell how nodes are observed. */
  facts: z.array(z.string()),
  comparisons: z.array(comparison),
  /** Changes of so few nodes that they were not compared. */
  smallWaves: z.number(),
})
export type ObserverEffectsAnswer = z.infer<typeof observerEffectsAnswer>
