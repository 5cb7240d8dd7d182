import type { Pool, PoolClient } from 'pg'
import type { ByteCache } from '@/lib/core/byte-cache'
import type { Directory } from './directory-codec'

/** Where a read runs: the pool, or the one connection of a transaction or snapshot. */
export interface Reader {
  db: Pool | PoolClient
  /** Directories never change, so each is read once. */
  directories: Map<number, Directory>
  /** What was read and decoded before, by its version. */
  cache: ByteCache
}

/** A connection inside a transaction. */
export interface Tx extends Reader {
  db: PoolClient
}

export const isTx = (reader: Reader): reader is Tx => 'release' in reader.db
