import { counter, gauge, type AgentSeries } from '../agent-series'
import { linesOf, wordsOf } from './lines'
import { toWhole } from './numbers'

const KEPT = new Set([
  'Tcp_ActiveOpens',
  'Tcp_PassiveOpens',
  'Tcp_AttemptFails',
  'Tcp_EstabResets',
  'Tcp_CurrEstab',
  'Tcp_InSegs',
  'Tcp_OutSegs',
  'Tcp_RetransSegs',
  'Tcp_InErrs',
  'Tcp_OutRsts',
  'TcpExt_ListenOverflows',
  'TcpExt_ListenDrops',
  'TcpExt_TCPSynRetrans',
  'TcpExt_TCPTimeouts',
  'TcpExt_TCPRcvQDrop',
  'TcpExt_TCPOFOQueue',
  'TcpExt_SyncookiesSent',
  'TcpExt_SyncookiesRecv',
  'TcpExt_SyncookiesFailed',
  'Udp_InDatagrams',
  'Udp_OutDatagrams',
  'Udp_InErrors',
  'Udp_NoPorts',
  'Udp_RcvbufErrors',
  'Udp_SndbufErrors',
])

const GAUGES = new Set(['Tcp_CurrEstab'])

const toPair = (names: readonly string[], values: readonly string[]): AgentSeries[] => {
  const protocol = (names[0] ?? '').replace(/:$/, '')
  return names.slice(1).flatMap((name, index) => {
    const field = `${protocol}_${name}`
    const value = KEPT.has(field) ? toWhole(values[index + 1]) : null
    if (value === null) return []
    return [(GAUGES.has(field) ? gauge : counter)(`node_netstat_${field}`, {}, value)]
  })
}

/** /proc/net/snmp and /proc/net/netstat: a line of names followed by a line of values. */
export const parseNetstat = (text: string): AgentSeries[] => {
  const lines = linesOf(text).map(wordsOf)
  return lines.flatMap((names, index) => {
    const values = lines[index + 1]
    const isPair = values !== undefined && names[0]?.endsWith(':') === true && names[0] === values[0]
    return isPair && toWhole(names[1]?.replace(/^-/, '')) === null ? toPair(names, values) : []
  })
}
