import { CorruptBlockError } from './byte-reader'
import { decodeDirectory, encodeDirectory, hashDirectory } from './directory-codec'
import type { Directory } from './directory-codec'
import type { Reader, Tx } from './reader'
import { execute, query } from './sql'

const CACHED_DIRECTORIES = 5000

/** Directories of these ids; each is read once per process. */
export async function readDirectories(
  reader: Reader,
  ids: Iterable<number>,
): Promise<ReadonlyMap<number, Directory>> {
  const wanted = [...new Set(ids)]
  const missing = wanted.filter((id) => !reader.directories.has(id))
  const fresh = new Map<number, Directory>()
  if (missing.length > 0) {
    const rows = await query<{ id: number; payload: Buffer }>(
      reader,
      'SELECT id, payload FROM directory WHERE id = ANY($1)',
      [missing],
    )
    for (const row of rows) fresh.set(row.id, decodeDirectory(row.payload))
  }
  const found = new Map<number, Directory>()
  for (const id of wanted) {
    const directory = fresh.get(id) ?? reader.directories.get(id)
    if (!directory) throw new CorruptBlockError(`the directory ${id} is gone`)
    found.set(id, directory)
  }
  remember(reader, fresh)
  return found
}

function remember(reader: Reader, fresh: ReadonlyMap<number, Directory>): void {
  if (reader.directories.size + fresh.size > CACHED_DIRECTORIES) reader.directories.clear()
  for (const [id, directory] of fresh) reader.directories.set(id, directory)
}

/** Ids index-parallel to the directories. The caller holds the group's lock, so no two make the same directory. */
export async function ensureDirectories(
  tx: Tx,
  groupId: number,
  directories: readonly Directory[],
): Promise<Map<Directory, number>> {
  const hashes = new Map<Directory, string>()
  const payloads = new Map<string, Buffer>()
  for (const directory of new Set(directories)) {
    const payload = Buffer.from(encodeDirectory(directory))
    const hash = hashDirectory(payload).toString('hex')
    hashes.set(directory, hash)
    payloads.set(hash, payload)
  }
  const ids = await readIds(tx, groupId, [...payloads.keys()])
  const missing = [...payloads].filter(([hash]) => !ids.has(hash))
  for (const [hash, payload] of missing) {
    const values = [groupId, Buffer.from(hash, 'hex'), payload]
    await execute(
      tx,
      'INSERT INTO directory (group_id, hash, payload) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      values,
    )
  }
  if (missing.length > 0)
    for (const [hash, id] of await readIds(
      tx,
      groupId,
      missing.map(([hash]) => hash),
    ))
      ids.set(hash, id)
  return new Map([...hashes].map(([directory, hash]) => [directory, idOf(ids, hash)]))
}

async function readIds(tx: Tx, groupId: number, hashes: readonly string[]): Promise<Map<string, number>> {
  const rows = await query<{ id: number; hash: string }>(
    tx,
    "SELECT id, encode(hash, 'hex') AS hash FROM directory WHERE group_id = $1 AND hash = ANY($2)",
    [groupId, hashes.map((hash) => Buffer.from(hash, 'hex'))],
  )
  return new Map(rows.map((row) => [row.hash, row.id]))
}

function idOf(ids: ReadonlyMap<string, number>, hash: string): number {
  const id = ids.get(hash)
  if (id === undefined) throw new Error('a directory was not kept')
  return id
}

/** Forgets directories that no row of the group names any more. The caller holds the group's lock. */
export const pruneDirectories = (tx: Tx, groupId: number): Promise<number> =>
  execute(
    tx,
    `DELETE FROM directory WHERE group_id = $1 AND id NOT IN (
       SELECT directory_id FROM roll_1m WHERE group_id = $1 UNION SELECT directory_id FROM roll_5m WHERE group_id = $1
     )`,
    [groupId],
  )
