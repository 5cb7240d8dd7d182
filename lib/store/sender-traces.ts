import type { CacheKind } from '@/lib/core/byte-cache'
import type { SenderTraces } from '@/lib/core/checklist/sender-kind'
import type { Snapshot } from './snapshot'
import { query } from './sql'

interface TraceRow extends SenderTraces {
  nodeId: number
}

const TRACES_STATEMENT = `
  SELECT series.node_id AS "nodeId", array_agg(DISTINCT sender.user_agent) AS "userAgents",
    bool_or(series.name LIKE 'node\\_%') AS "hasExporterSeries",
    bool_or(series.name LIKE 'system.%' OR series.name LIKE 'system\\_%') AS "hasOtelSeries"
  FROM series JOIN sender ON sender.id = series.sender_id GROUP BY series.node_id`

const TRACE_BYTES = 200
const TRACES: CacheKind<ReadonlyMap<number, SenderTraces>> = {
  name: 'sender-traces',
  bytesOf: (traces) => TRACE_BYTES * traces.size,
}

/** Every series is looked at, and who sends a node hardly ever changes. */
const KEPT_MS = 300_000

/** By node; as of some minutes ago at most. */
export async function readKeptTraces(
  snapshot: Snapshot,
  nowMs: number,
): Promise<ReadonlyMap<number, SenderTraces>> {
  const version = `${snapshot.state.nodesVersion} ${Math.floor(nowMs / KEPT_MS)}`
  const kept = snapshot.cache.get(TRACES, '', version)
  if (kept !== undefined) return kept
  const rows = await query<TraceRow>(snapshot, TRACES_STATEMENT)
  const traces = new Map(rows.map(({ nodeId, ...row }) => [nodeId, row]))
  snapshot.cache.set(TRACES, '', version, traces)
  return traces
}
