import type { NodeIdentity } from '@/lib/core/series'

export interface NodeNaming {
  /** Labels that may name the node; the first one present does. */
  nodeLabels: readonly string[]
  stripPort: boolean
}

const SERVICE_LABELS = ['job', 'service', 'service.name']

/** Which node a series belongs to; what names no node is kept under its service. */
export function nodeIdentityOf(labels: readonly Pair[], naming: NodeNaming): NodeIdentity {
  const cluster = valueOf(labels, 'cluster') ?? ''
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

type Pair = readonly [string, string]

function valueOf(labels: readonly Pair[], name: string): string | undefined {
  for (const [label, value] of labels) if (label === name) return value
  return undefined
}

function firstValue(labels: readonly Pair[], names: readonly string[]): string | null {
  for (const name of names) {
    const value = valueOf(labels, name)
    if (value !== undefined && value !== '') return value
  }
  return null
}
