/** Fleets that are shown and not measured are told from real ones, and removed, by the name of their cluster. */
export const DEMO_CLUSTER_PREFIX = 'demo:'

export const isDemoCluster = (cluster: string): boolean => cluster.startsWith(DEMO_CLUSTER_PREFIX)

/** Whose matter something is that befell nodes of these clusters: of all demonstration fleets together, or of everybody. */
export const sharedFleetOf = (clusters: readonly string[]): string =>
  clusters.length > 0 && clusters.every(isDemoCluster) ? DEMO_CLUSTER_PREFIX : ''
