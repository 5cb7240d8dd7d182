import { expect, it } from 'vitest'
import { nodeIdentityOf } from './node-identity'

const naming = { nodeLabels: ['instance', 'node', 'host.name', 'nodename'], stripPort: true }
const of = (labels: Record<string, string>, stripPort = true) =>
  nodeIdentityOf(Object.entries(labels), { ...naming, stripPort })

it.each([
  [{ instance: 'db-1:9100' }, 'db-1'],
  [{ instance: '10.0.0.1:9100', node: 'x' }, '10.0.0.1'],
  [{ instance: '[fe80::1]:9100' }, '[fe80::1]'],
  [{ instance: 'fe80::1' }, 'fe80::1'],
  [{ instance: '', node: 'db-2' }, 'db-2'],
  [{ 'host.name': 'db-3' }, 'db-3'],
  [{ job: 'api' }, 'service:api'],
  [{ 'service.name': 'api' }, 'service:api'],
  [{}, 'service:unknown'],
])('%j is of node %s', (labels, instance) => {
  expect(of(labels)).toEqual({ cluster: '', instance })
})

it('keeps the port where it tells nodes apart, and the cluster always', () => {
  expect(of({ instance: 'db-1:9100', cluster: 'eu-1' }, false)).toEqual({
    cluster: 'eu-1',
    instance: 'db-1:9100',
  })
})
