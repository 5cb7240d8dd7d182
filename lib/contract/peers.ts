import { z } from 'zod'
import { metricId, unit } from './reading'
import { windowAnswer, windowParams } from './window'

export const peersParams = windowParams.extend({
  /** The id, or the name of a node. */
  id: z.string().min(1).max(500),
})
export type PeersParams = z.infer<typeof peersParams>

const peerMetric = z.object({
  metric: metricId,
  unit,
  /** The value that the node is judged by. */
  value: z.number(),
  /** Peers of which the metric is measured. */
  peers: z.number(),
  /** Share of those with a lower value, an equal one counted half; null without peers. */
  shareBelow: z.number().nullable(),
  median: z.number().nullable(),
  /** Ascending; of many peers a sample, evenly by rank, with the lowest and the highest. */
  values: z.array(z.number()),
})
export type PeerMetric = z.infer<typeof peerMetric>

export const peersAnswer = z.object({
  window: windowAnswer,
  asOfMs: z.number().nullable(),
  /** What the peers have in common with the node; null where they are all other nodes. */
  sharing: z.object({ label: z.string(), value: z.string() }).nullable(),
  /** Nodes of the group besides this one. */
  peers: z.number(),
  /** Headline metrics that are measured on this node. */
  metrics: z.array(peerMetric),
})
export type PeersAnswer = z.infer<typeof peersAnswer>
