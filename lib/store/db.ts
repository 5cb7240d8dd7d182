import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/prisma/generated/client'
import { UnavailableError } from '@/lib/core/errors'
import { openReadStore, type ReadStore, type StoreConfig } from './open-pool'

export interface Store extends ReadStore {
  /** Runs on the same pool. */
  prisma: PrismaClient
  /** Partitions known to exist, and until when each holds. */
  partitions: Set<string>
}

/** A store of its own: for tests, scripts and the roller's thread. */
export function openStore(config: StoreConfig): Store {
  const reading = openReadStore(config)
  const prisma = new PrismaClient({ adapter: new PrismaPg(reading.pool) })
  return { ...reading, prisma, partitions: new Set() }
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
