import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { connectionString, createDatabase, dropDatabase, withDatabase } from './database.mjs'

/** Types of the system catalogue ("char", regtype, int2vector…), which the adapter does not know: read as text. */
const CATALOGUE_TYPES = new Set([18, 22, 24, 30, 194, 2205, 2206])
const TEXT = 25

const adapters = []

export const closeAdapters = () => Promise.allSettled(adapters.map((adapter) => adapter.dispose()))

export function adapterFactory({ url, shadowUrl }) {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(url),
    // PrismaPg's own way would use the main database, because its connection string wins over a database name.
    connectToShadowDb: async () => {
      if (shadowUrl !== null) return connect(shadowUrl)
      const shadow = withDatabase(connectionString(url), `prisma_migrate_shadow_db_${randomUUID()}`)
      await createDatabase(shadow)
      return connect(shadow, () => dropDatabase(shadow))
    },
  }
}

async function connect(url, afterDispose = () => {}) {
  const schema = new URL(url).searchParams.get('schema')
  const options = schema === null ? undefined : { schema }
  const prisma = new PrismaPg({ connectionString: connectionString(url), max: 1 }, options)
  const adapter = await prisma.connect()
  const pool = adapter.underlyingDriver()
  const query = pool.query.bind(pool)
  pool.query = async (...parameters) => {
    const result = await query(...parameters)
    for (const field of result.fields ?? []) {
      if (CATALOGUE_TYPES.has(field.dataTypeID)) field.dataTypeID = TEXT
    }
    return result
  }
  // The adapter would split at every semicolon, also inside the $$ bodies of functions.
  adapter.executeScript = async (script) => {
    try {
      await query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  const dispose = adapter.dispose.bind(adapter)
  let disposed = null
  adapter.dispose = () => (disposed ??= dispose().then(afterDispose))
  adapters.push(adapter)
  return adapter
}
