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
