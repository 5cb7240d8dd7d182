import type { NodeIdentity } from '@/lib/core/series'

export interface NodeNaming {
  /** Labels that may name the node; the first one present does. */
  nodeLabels: readonly string[]
  stripPort: boolean
}

const SERVICE_LABELS = ['job', 'service', 'service.name']

/** Which node a series belongs to; what names no node is kept under its service. */
export function nodeIdentityOf(labels: ReadonlyMap<string, string>, naming: NodeNaming): NodeIdentity {
  const cluster = labels.get('cluster') ?? ''
  const named = firstValue(labels, naming.nodeLabels)
  if (named !== null) return { cluster, instance: naming.stripPort ? withoutPort(named) : named }
  return serviceIdentity(cluster, firstValue(labels, SERVICE_LABELS) ?? 'unknown')
}

export const serviceIdentity = (cluster: string, service: string): NodeIdentity => ({
  cluster,
  instance: `service:${service}`,
})

/** The last colon of an unbracketed IPv6 address is no port. */
const withoutPort = (address: string): string => /^(\[[^\]]+\]|[^:]+):\d{1,5}$/.exec(address)?.[1] ?? address

function firstValue(labels: ReadonlyMap<string, string>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = labels.get(name)
    if (value !== undefined && value !== '') return value
  }
  return null
}
