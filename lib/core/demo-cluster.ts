/** Fleets that are shown and not measured are told from real ones, and removed, by the name of their cluster. */
export const DEMO_CLUSTER_PREFIX = 'demo:'

export const isDemoCluster = (cluster: string): boolean => cluster.startsWith(DEMO_CLUSTER_PREFIX)
