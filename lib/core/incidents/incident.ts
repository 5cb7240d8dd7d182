import { DEMO_CLUSTER_PREFIX, isDemoCluster } from '../demo-cluster'
import { resourceOf } from '../explain/roles'
import type { IncidentSignature } from '../explain/incident-signature'

/** A window in which something was wrong: [fromMs, toMs). */
export interface MarkedWindow {
  /** Empty is the whole fleet, the prefix of demonstration clusters all of them. */
  cluster: string
  fromMs: number
  toMs: number
}

export interface Incident extends MarkedWindow {
  id: number
  title: string
  note: string
  signature: IncidentSignature
  /** Null while it is open. */
  closedMs: number | null
  changedMs: number
}

/** Whether a marked window is one of the nodes of a cluster. */
export const isIncidentOf = ({ cluster }: Pick<MarkedWindow, 'cluster'>, ofNode: string): boolean =>
  cluster === '' || cluster === ofNode || (cluster === DEMO_CLUSTER_PREFIX && isDemoCluster(ofNode))

/** More than this part of the resources of either has to be there in both. */
const SAME_SHARE = 0.5

/** The same resources rose, and one of their metrics at least: which of them tell it best differs from time to time. */
export const isSameSignature = (one: IncidentSignature, other: IncidentSignature): boolean => {
  if (one.length === 0 || other.length === 0) return false
  return (
    sharedPart(one, other, ({ metric }) => metric) > 0 &&
    sharedPart(one, other, ({ metric }) => resourceOf(metric)) > SAME_SHARE
  )
}

/** What was over when the window began, and is known by the same; in the order given. */
export const sameIncidentsBefore = (
  signature: IncidentSignature,
  incidents: readonly Incident[],
  beforeMs: number,
): Incident[] => incidents.filter((one) => one.toMs <= beforeMs && isSameSignature(signature, one.signature))

const sharedPart = (
  one: IncidentSignature,
  other: IncidentSignature,
  nameOf: (of: IncidentSignature[number]) => string,
): number => {
  const [left, right] = [new Set(one.map(nameOf)), new Set(other.map(nameOf))]
  return [...left].filter((name) => right.has(name)).length / Math.max(left.size, right.size)
}
