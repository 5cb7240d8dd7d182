import { describe, expect, it } from 'vitest'
import { attributesOf, nanosOf, requestOf } from './encode-for-test'
import { decodeMetrics } from './metrics-protocol'

const NOW_MS = 1_790_000_000_000
const DAY_MS = 86_400_000
const CONTEXT = {
  naming: { stripPort: true },
  times: { oldestMs: NOW_MS - 30 * DAY_MS, newestMs: NOW_MS + 600_000 },
}

const decode = (request: unknown) => decodeMetrics('json', Buffer.from(JSON.stringify(request)), CONTEXT)

const span = { startTimeUnixNano: nanosOf(NOW_MS - 60_000), timeUnixNano: nanosOf(NOW_MS) }
const sum = (point: object) => ({
  name: 'orders',
  sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: [{ ...span, asInt: '7', ...point }] },
})

describe('the node', () => {
  const nodeOf = (resource: Readonly<Record<string, string>>) => decode(requestOf([sum({})], resource))

  it('is the host, or else the instance of the service, in its cluster', () => {
    const named = { 'host.name': 'web-1', 'service.instance.id': 'a:9090', 'k8s.cluster.name': 'eu' }
    expect(nodeOf(named).unresolved[0]).toMatchObject({
      node: { cluster: 'eu', instance: 'web-1' },
      labels: { instance: 'a:9090' },
    })
    expect(nodeOf({ 'service.instance.id': 'a:9090' }).unresolved[0]?.node).toEqual({
      cluster: '',
      instance: 'a',
    })
  })

  it('is told of in parts: containers, and processes that have no name as instances', () => {
    const labelsOf = (more: Readonly<Record<string, string>>) =>
      nodeOf({ 'k8s.node.name': 'web-1', 'process.pid': '7', 'k8s.pod.name': 'shop-1', ...more })
        .unresolved[0]
    expect(labelsOf({})).toMatchObject({
      node: { instance: 'web-1' },
      labels: { process_pid: '7', k8s_pod_name: 'shop-1' },
    })
    expect(labelsOf({ 'service.instance.id': 'a' })?.labels).toEqual({
      instance: 'a',
      k8s_pod_name: 'shop-1',
    })
  })

  it('is not named at such length, nor described', () => {
    const long = 'x'.repeat(1025)
    expect(nodeOf({ 'host.name': long }).refusals.list()[0]?.reason).toBe('node_missing')
    const { facts, unresolved } = nodeOf({ 'host.name': 'web-1', 'os.type': long, role: long })
    expect([facts, unresolved.map(({ name }) => name)]).toEqual([[], ['orders_total']])
  })

  it('must be named', () => {
    const { refusals, sampleOrdinals } = nodeOf({ 'service.name': 'shop' })
    expect(sampleOrdinals).toHaveLength(0)
    expect(refusals.list()[0]).toMatchObject({ reason: 'node_missing' })
    expect(refusals.list()[0]?.example).toContain('OTEL_RESOURCE_ATTRIBUTES=host.name')
  })

  it('has facts and labels of what the resource says of it', () => {
    const batch = nodeOf({
      'host.name': 'web-1',
      role: 'web',
      'os.type': 'linux',
      'process.pid': '7',
      'host.ip': '::1',
    })
    expect(batch.facts.map(({ name, value }) => [name, value])).toEqual([['system', 'linux']])
    expect(batch.unresolved.find(({ name }) => name === 'up')?.labels).toEqual({ role: 'web' })
  })
})

describe('labels', () => {
  it('two keys that become one label are told one after the other, and odd ones become labels', () => {
    const attributes = attributesOf({ 'a.b': '1', a_b: '2', __name__: 'x', '9': 'y', empty: '' })
    const [series] = decode(requestOf([sum({ attributes })])).unresolved
    expect(series?.labels).toEqual({ a_b: '1;2', key___name__: 'x', key_9: 'y', job: 'shop' })
  })
})
