import type { Window } from '@/lib/core/series'
import { DAY_MS } from '@/lib/core/times'
import { CorruptBlockError } from './byte-reader'
import { copyRows } from './copy-rows'
import type { Store } from './db'
import { appendEvents, type NewEvent, type NodeNames } from './events'
import { decodeProfile, encodeProfile, PROFILE_CODEC, type StoredProfile } from './profile-codec'
import type { Reader } from './reader'
import { execute, inTransaction, query } from './sql'

/** A profile spans no more, so one that overlaps a window began not much before it. */
export const LONGEST_PROFILE_MS = DAY_MS

export interface ProfileFacts {
  startedMs: number
  endedMs: number
  cluster: string
  /** Null where it is of a service alone. */
  node: string | null
  /** Empty where it is of a node alone. */
  service: string
  format: string
  type: string
  unit: string
}

export interface NewProfile extends ProfileFacts, StoredProfile {
  /** Equal for equal profiles of the same. */
  contentHash: Uint8Array
  total: number
}

const INSERT = `
  INSERT INTO profile (content_hash, started_ms, ended_ms, cluster, node, service, format, type, unit, total, moment_count,
    codec, payload, received_ms)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (content_hash) DO NOTHING`

/** With what happened according to it. Answers false, and changes nothing, where it is there already. */
export async function appendProfile(
  store: Store,
  profile: NewProfile,
  events: readonly NewEvent[],
  receivedMs: number,
): Promise<boolean> {
  const payload = Buffer.from(await encodeProfile(profile))
  return inTransaction(store, async (tx) => {
    const inserted = await execute(tx, INSERT, [
      Buffer.from(profile.contentHash),
      profile.startedMs,
      profile.endedMs,
      profile.cluster,
      profile.node,
      profile.service,
      profile.format,
      profile.type,
      profile.unit,
      profile.total,
      profile.moments?.offsets.length ?? 0,
      PROFILE_CODEC,
      payload,
      receivedMs,
    ])
    if (inserted > 0) await appendEvents(tx, events, receivedMs)
    return inserted > 0
  })
}

export interface ProfileScope {
  window: Window
  /** Null for all. */
  nodes: readonly NodeNames[] | null
  /** In whatever cluster; null for all. */
  nodeText: string | null
  service: string | null
}

const WANTED = `
  started_ms > $1::bigint - ${String(LONGEST_PROFILE_MS)}::bigint AND started_ms < $2::bigint AND ended_ms > $1::bigint
    AND ($3::text[] IS NULL OR (cluster, node) IN (SELECT * FROM unnest($3, $4::text[])))
    AND ($5::text IS NULL OR service = $5) AND ($6::text IS NULL OR node = $6)`

const wantedValues = ({ window, nodes, service, nodeText }: ProfileScope): unknown[] => [
  window.fromMs,
  window.toMs,
  nodes?.map(({ cluster }) => cluster) ?? null,
  nodes?.map(({ node }) => node) ?? null,
  service,
  nodeText,
]

/** Of whom there are profiles of one kind. */
export interface ProfiledRow {
  cluster: string
  node: string | null
  service: string
  type: string
  unit: string
  count: number
  total: number
  firstMs: number
  lastMs: number
}

const PROFILED = `
  SELECT cluster, node, service, type, unit, count(*) AS count, sum(total) AS total, min(started_ms) AS "firstMs",
    max(ended_ms) AS "lastMs"
  FROM profile WHERE ${WANTED} GROUP BY 1, 2, 3, 4, 5
  ORDER BY count(*) DESC, cluster, node, service, type LIMIT 5000`

/** Those with most profiles first. */
export const readProfiled = (reader: Reader, scope: ProfileScope): Promise<ProfiledRow[]> =>
  query<ProfiledRow>(reader, PROFILED, wantedValues(scope))

export interface ProfileRow extends ProfileFacts {
  id: number
  total: number
  momentCount: number
}

const ROWS = `
  SELECT id, started_ms AS "startedMs", ended_ms AS "endedMs", cluster, node, service, format, type, unit, total,
    moment_count AS "momentCount"
  FROM profile`

/** Of one kind, the newest first. */
export const readProfileRows = (
  reader: Reader,
  scope: ProfileScope,
  { type, unit, limit }: { type: string; unit: string; limit: number },
): Promise<ProfileRow[]> =>
  query<ProfileRow>(
    reader,
    `${ROWS} WHERE ${WANTED} AND type = $7 AND unit = $8 ORDER BY started_ms DESC, id DESC LIMIT $9`,
    [...wantedValues(scope), type, unit, limit],
  )

/** Those that tell when each sample was taken, the newest first. */
export const readTimedRows = (reader: Reader, scope: ProfileScope, limit: number): Promise<ProfileRow[]> =>
  query<ProfileRow>(
    reader,
    `${ROWS} WHERE ${WANTED} AND moment_count > 0 ORDER BY started_ms DESC, id DESC LIMIT $7`,
    [...wantedValues(scope), limit],
  )

export const readProfileRow = async (reader: Reader, id: number): Promise<ProfileRow | null> =>
  (await query<ProfileRow>(reader, `${ROWS} WHERE id = $1`, [id]))[0] ?? null

const READ_AT_ONCE = 16

/** One after the other, so that only a few are held at a time. */
export async function* readProfileTrees(
  reader: Reader,
  ids: readonly number[],
): AsyncGenerator<StoredProfile & { id: number }> {
  for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
    const list = ids
      .slice(start, start + READ_AT_ONCE)
      .map(Math.trunc)
      .join(', ')
    for (const row of await copyRows(
      reader,
      `SELECT id, codec, payload FROM profile WHERE id IN (${list})`,
    )) {
      const [id, codec, payload] = row
      if (!id || !codec || !payload) throw new CorruptBlockError('a profile lacks a column')
      yield { id: Number(id.readBigInt64BE(0)), ...decodeProfile(codec.readInt16BE(0), payload) }
    }
  }
}

export const readProfile = async (reader: Reader, id: number): Promise<StoredProfile | null> => {
  for await (const { tree, moments } of readProfileTrees(reader, [id])) return { tree, moments }
  return null
}

/** Changes whenever a profile comes or goes. */
export const readProfilesVersion = async (reader: Reader): Promise<string> => {
  const [row] = await query<{ version: string }>(
    reader,
    `SELECT concat_ws('/', max(id), count(*)) AS version FROM profile`,
  )
  return row?.version ?? ''
}

/** Whether anybody ever sent one that is still kept. */
export const hasProfiles = async (reader: Reader): Promise<boolean> =>
  (await query(reader, 'SELECT 1 FROM profile LIMIT 1')).length > 0

const DELETED_AT_ONCE = 500

const DELETE_OLD = `
  DELETE FROM profile WHERE id IN (SELECT id FROM profile WHERE started_ms < $1 ORDER BY started_ms LIMIT ${String(DELETED_AT_ONCE)})`

export const profilesKeptFromMs = (
  { profileRetentionDays }: { profileRetentionDays: number },
  nowMs: number,
): number => nowMs - profileRetentionDays * DAY_MS

/** The rest of many goes in the next runs. The table has no partitions, because a profile must be unique in all of it. */
export const deleteOldProfiles = (store: Store, keptFromMs: number): Promise<number> =>
  execute(store, DELETE_OLD, [keptFromMs])
