export type EventAttributes = Readonly<Record<string, string | number | boolean | null>>

/** Something that happened: on a node, in a cluster, or, where both are empty, to the fleet. */
export interface FleetEvent {
  startMs: number
  /** The first moment after it; null is a moment. */
  endMs: number | null
  cluster: string
  /** As its sender names it: an instance or a name. */
  node: string | null
  /** Which program tells it, such as `deploy` or `dpkg`. */
  source: string
  kind: string
  name: string
  text: string
  attributes: EventAttributes
}

/** What happened, and to which of the nodes that are looked at, by place among them. */
export interface NodeEvent {
  source: string
  name: string
  startMs: number
  /** Null is the whole fleet; empty is a node that is not looked at. */
  nodes: readonly number[] | null
}

/** The same for all events that tell of the same: those of one source and name. */
export const eventKeyOf = ({ source, name }: Pick<NodeEvent, 'source' | 'name'>): string =>
  JSON.stringify([source, name])
