import { expect, it } from 'vitest'
import { shownKinds } from './failure-fold'

const source = (name: string, labels: Record<string, string>) => ({ nodeId: 1, name, labels })

it('segments of all ports are not shown beside those of each, because they are the same ones', () => {
  const sources = [
    source('node_netstat_Tcp_RetransSegs', {}),
    source('tcp_retransmissions_total', { remote_port: '6379' }),
  ]
  const shows = shownKinds(sources, 'remote_port')
  expect(shows('retransmit', { remote_port: '6379' })).toBe(true)
  expect(shows('retransmit', {})).toBe(false)
})

it('failures that lack a label are shown beside those that have it', () => {
  const sources = [source('rpc_errors_total', { type: 'Timeout' }), source('disk_errors_total', {})]
  const shows = shownKinds(sources, 'type')
  expect([shows('error', { type: 'Timeout' }), shows('error', {}), shows('retransmit', {})]).toEqual([
    true,
    true,
    false,
  ])
})
