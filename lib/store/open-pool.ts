import { Pool, TypeOverrides, type PoolClient } from 'pg'
import { ByteCache } from '@/lib/core/byte-cache'
import type { Directory } from './directory-codec'
import type { Reader } from './reader'

export interface StoreConfig {
  databaseUrl: string
  poolSize: number
  queryTimeoutMs: number
  /** Bound of what is kept decoded in memory. */
  readCacheBytes?: number
  /** Whether a statement ends soon after its connection, also where nobody could cancel it. */
  endsWithConnection?: boolean
}

/** All that reading needs: without Prisma, which takes a thread long to load. */
export interface ReadStore extends Reader {
  db: Pool
  pool: Pool
}

const INT8 = 20
const READ_CACHE_BYTES = 64 * 1024 * 1024

/** All 64-bit columns are milliseconds, counts or sequence numbers below 2^53. */
const numbersFromInt8 = new TypeOverrides()
numbersFromInt8.setTypeParser(INT8, Number)

/** Not every system that Postgres runs on can do it, and where it cannot a statement only lasts longer. */
function watchConnection(client: PoolClient, done: () => void): void {
  const proceed = () => done()
  client.query('SET client_connection_check_interval = 100').then(proceed, proceed)
}

export function openReadStore(config: StoreConfig): ReadStore {
  const pool = new Pool({
    connectionString: config.databaseUrl,
    max: config.poolSize,
    connectionTimeoutMillis: config.queryTimeoutMs,
    // The server cannot tell us that it was cut off, so the client watches the time too.
    query_timeout: config.queryTimeoutMs,
    statement_timeout: config.queryTimeoutMs,
    keepAlive: true,
    types: numbersFromInt8,
    application_name: 'usescope',
    ...(config.endsWithConnection === true ? { verify: watchConnection } : {}),
  })
  // Whoever uses a connection that breaks hears of it through the query, and an idle one is replaced at the next use.
  // Without listeners the same event would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    db: pool,
    pool,
    directories: new Map<number, Directory>(),
    cache: new ByteCache(config.readCacheBytes ?? READ_CACHE_BYTES),
  }
}
