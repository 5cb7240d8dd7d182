import type { NodeIdentity } from '@/lib/core/series'
import { nodeIdentityOf, type NodeNaming } from '../node-identity'
import type { OtlpResource } from './otlp-point'
import { prometheusLabel } from './prometheus-name'

type Pair = readonly [string, string]

/** What a resource says of whoever tells. */
export interface OtlpSource {
  node: NodeIdentity
  /** Given to each of its series, to tell programs of one node apart. */
  labels: readonly Pair[]
  /** Of the node. */
  nodeLabels: readonly Pair[]
  facts: readonly Pair[]
}

const NAMING = ['host.name', 'k8s.node.name', 'service.instance.id']
const CLUSTERS = ['cluster', 'k8s.cluster.name']
const MOST_NAME = 1024
/** Labels of a node, or facts of it, in one resource. */
const MOST_TOLD = 64

/** The names of attributes that have a name of their own among facts. */
const FACTS: ReadonlyMap<string, string> = new Map([
  ['host.arch', 'machine'],
  ['host.image.id', 'image_id'],
  ['host.image.version', 'image_version'],
  ['host.type', 'instance_type'],
  ['os.type', 'system'],
  ['os.description', 'os'],
  ['os.version', 'os_version'],
  ['os.build_id', 'os_build'],
  ['cloud.availability_zone', 'zone'],
  ['cloud.region', 'region'],
  ['cloud.provider', 'cloud_provider'],
  ['cloud.account.id', 'cloud_account'],
  ['deployment.environment', 'environment'],
  ['deployment.environment.name', 'environment'],
])
/** Attributes that describe the node rather than a program on it. */
const OF_NODE = /^(host|os|cloud|k8s\.node|k8s\.cluster)\./
const NO_FACTS: ReadonlySet<string> = new Set([...NAMING, ...CLUSTERS, 'host.ip', 'host.mac'])
const NO_LABELS: ReadonlySet<string> = new Set(['cluster', 'instance', 'job', 'node', 'up'])

export const NODE_MISSING = `the resource must name its node by the attribute host.name, or else service.instance.id: set OTEL_RESOURCE_ATTRIBUTES=host.name=…, or use the processor resourcedetection of the collector`

/** Empty where none is named. */
export const clusterOf = ({ attributes }: OtlpResource): string => {
  const told = new Map(attributes)
  const cluster = CLUSTERS.map((key) => told.get(key) ?? '').find((name) => name !== '') ?? ''
  return cluster.length > MOST_NAME ? '' : cluster
}

/** Null where nothing names the node. */
export const sourceOf = (
  resource: OtlpResource,
  naming: Pick<NodeNaming, 'stripPort'>,
): OtlpSource | null => {
  const told = new Map(resource.attributes.filter(([, value]) => value !== ''))
  const named = NAMING.map((key) => told.get(key)).find((name) => name !== undefined)
  if (named === undefined || named.length > MOST_NAME) return null
  const short = new Map([...told].filter(([key, value]) => Math.max(key.length, value.length) <= MOST_NAME))
  const identity: Pair[] = [
    ['cluster', clusterOf(resource)],
    ['named', named],
  ]
  return {
    node: nodeIdentityOf(identity, { nodeLabels: ['named'], stripPort: naming.stripPort }),
    labels: programLabels(told),
    nodeLabels: nodeLabels(short),
    facts: factsOf(short),
  }
}

/** What the series are of, where a node is measured part by part. */
const CONTAINER_PARTS = ['k8s.namespace.name', 'k8s.pod.name', 'k8s.container.name', 'container.name']
const PROCESS_PARTS = ['process.executable.name', 'process.pid']

/** As Prometheus calls them. */
const programLabels = (told: ReadonlyMap<string, string>): Pair[] => {
  const [service, namespace, instance] = ['service.name', 'service.namespace', 'service.instance.id'].map(
    (key) => told.get(key),
  )
  const job = namespace === undefined || service === undefined ? service : `${namespace}/${service}`
  const parts = instance === undefined ? [...CONTAINER_PARTS, ...PROCESS_PARTS] : CONTAINER_PARTS
  return [
    ...(job === undefined ? [] : [['job', job] as const]),
    ...(instance === undefined ? [] : [['instance', instance] as const]),
    ...parts.flatMap((key) => {
      const value = told.get(key)
      return value === undefined ? [] : [[prometheusLabel(key), value] as const]
    }),
  ]
}

/** Names without a dot are chosen by whoever runs the node: its role, its team. */
const nodeLabels = (told: ReadonlyMap<string, string>): Pair[] =>
  [...told].filter(([key]) => /^[A-Za-z][A-Za-z0-9_]*$/.test(key) && !NO_LABELS.has(key)).slice(0, MOST_TOLD)

const factsOf = (told: ReadonlyMap<string, string>): Pair[] => {
  const facts = [...told].flatMap(([key, value]): Pair[] => {
    const known = FACTS.get(key)
    if (known !== undefined) return [[known, value]]
    return OF_NODE.test(key) && !NO_FACTS.has(key) ? [[key, value]] : []
  })
  return facts.slice(0, MOST_TOLD)
}
