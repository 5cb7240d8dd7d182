import { PrismaPg } from '@prisma/adapter-pg'
import { Pool, TypeOverrides } from 'pg'
import { PrismaClient } from '@/prisma/generated/client'
import { ByteCache } from '@/lib/core/byte-cache'
import { UnavailableError } from '@/lib/core/errors'
import type { Directory } from './directory-codec'
import type { Reader } from './reader'

export interface StoreConfig {
  databaseUrl: string
  poolSize: number
  queryTimeoutMs: number
  /** Bound of what is kept decoded in memory. */
  readCacheBytes?: number
}

export interface Store extends Reader {
  db: Pool
  pool: Pool
  /** Runs on the same pool. */
  prisma: PrismaClient
  /** Partitions known to exist, and until when each holds. */
  partitions: Set<string>
}

const INT8 = 20
const READ_CACHE_BYTES = 64 * 1024 * 1024

/** All 64-bit columns are milliseconds, counts or sequence numbers below 2^53. */
const numbersFromInt8 = new TypeOverrides()
numbersFromInt8.setTypeParser(INT8, Number)

/** A store of its own: for tests, scripts and the roller's thread. */
export function openStore(config: StoreConfig): Store {
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
  })
  // Whoever uses a connection that breaks hears of it through the query, and an idle one is replaced at the next use.
  // Without listeners the same event would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    db: pool,
    pool,
    prisma,
    directories: new Map<number, Directory>(),
    cache: new ByteCache(config.readCacheBytes ?? READ_CACHE_BYTES),
    partitions: new Set(),
  }
}

const KEY = Symbol.for('usescope.store')
const holder: typeof globalThis & { [KEY]?: Store | undefined } = globalThis

/** The one store of this process, which the server and Next share; the first call opens it. */
export function getStore(config?: StoreConfig): Store {
  if (holder[KEY]) return holder[KEY]
  if (!config) throw new UnavailableError('the database is not open yet')
  return (holder[KEY] = openStore(config))
}

export async function closeStore(store: Store): Promise<void> {
  if (holder[KEY] === store) holder[KEY] = undefined
  await store.prisma.$disconnect()
  await store.pool.end()
}
