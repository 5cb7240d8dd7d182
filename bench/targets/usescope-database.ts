import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import type { Settled, StoredPart } from './target'

/** The position of a group passes a log entry only once all its samples are in chunks and roll-ups. */
const SETTLED = `
  SELECT coalesce(bool_and(coalesce(state.read_seq, 0) >= node_group.log_seq), true) AS read,
    coalesce(bool_and(coalesce(state.position, 0) >= node_group.log_seq), true) AS sealed
  FROM node_group LEFT JOIN roll_state state ON state.group_id = node_group.id`

export async function isSettled(client: Client, how: Settled): Promise<boolean> {
  const { rows } = await client.query<Record<Settled, boolean>>(SETTLED)
  return rows[0]?.[how] === true
}

export async function readSealedSamples(client: Client): Promise<number> {
  const { rows } = await client.query<{ samples: number }>(
    'SELECT coalesce(sum(sample_count), 0)::float8 AS samples FROM chunk',
  )
  return rows[0]?.samples ?? 0
}

export async function readWalBytes(client: Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS bytes`,
  )
  return Number(rows[0]?.bytes ?? 0)
}

const PARTS = `
  SELECT count(*)::int AS parts, count(DISTINCT (group_id, hour_ms, source_group))::int AS hours FROM chunk`

const STORED = `
  SELECT 'chunks' AS name, coalesce(sum(octet_length(payload)), 0)::float8 AS bytes FROM chunk
  UNION ALL SELECT 'chunks on disk', ${diskBytes('chunk')}
  UNION ALL SELECT 'roll_1m', ${rollBytes('roll_1m')}
  UNION ALL SELECT 'roll_5m', ${rollBytes('roll_5m')}`

function diskBytes(table: string): string {
  return `(SELECT coalesce(sum(pg_total_relation_size(relid)), 0)::float8 FROM pg_partition_tree('${table}') WHERE isleaf)`
}

function rollBytes(table: string): string {
  return `(SELECT coalesce(sum(octet_length(count) * 4), 0)::float8 FROM ${table})`
}

/** Longer than the roller rests between two looks for parts to join. */
const JOIN_PATIENCE_MS = 90_000
const PROBE_MS = 500

/** Waits until every hour is one part, or until no more parts are joined: small late ones may stay. */
async function untilJoined(client: Client): Promise<void> {
  let fewest = Infinity
  let giveUpMs = Date.now() + JOIN_PATIENCE_MS
  while (Date.now() < giveUpMs) {
    const { rows } = await client.query<{ parts: number; hours: number }>(PARTS)
    const { parts, hours } = rows[0] ?? { parts: 0, hours: 0 }
    if (parts === hours) return
    if (parts < fewest) giveUpMs = Date.now() + JOIN_PATIENCE_MS
    fewest = Math.min(fewest, parts)
    await pause(PROBE_MS)
  }
}

export async function readStored(client: Client): Promise<StoredPart[]> {
  await untilJoined(client)
  await client.query('VACUUM chunk')
  const { rows } = await client.query<StoredPart>(STORED)
  return rows
}
