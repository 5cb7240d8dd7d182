import type { Table } from '../report/table'
import type { FoundTargets } from '../targets/find-targets'
import { askOwnLatencies } from './ask-latencies'
import { askPeerLatencies } from './ask-peer-latencies'
import { planLatencies } from './latency-load'
import { latencyTable, type LatencyRow } from './latency-table'
import { measureMerging } from './merge-rate'

export const runLatency = async ({ usescope, peers }: FoundTargets, nodes: number): Promise<Table> => {
  const plan = planLatencies(nodes, Date.now())
  const rows: LatencyRow[] = []
  const own = usescope === null ? {} : await askOwnLatencies(usescope, plan)
  for (const [name, cost] of Object.entries(own)) rows.push({ target: 'usescope', name, cost })
  for (const peer of peers)
    rows.push({ target: peer.name, name: 'classic, all nodes', cost: await askPeerLatencies(peer, plan) })
  return latencyTable(nodes, rows, measureMerging())
}
