import { UnavailableError } from '@/lib/core/errors'
import type { Store } from '@/lib/store/db'
import { checkReady } from '@/lib/store/ready'
import type { RollerWatch } from './roller-watch'
import type { Role } from './duties'

/** Something without which a process cannot do its work; the check throws what is missing. */
export interface Need {
  what: string
  check: () => void | Promise<void>
}

export const databaseNeed = (store: Store, migrations: readonly string[]): Need => ({
  what: `the database with the schema ${migrations.at(-1) ?? 'of no migration'}`,
  check: async () => {
    try {
      await checkReady(store, migrations)
    } catch (error) {
      throw toUnavailable(error)
    }
  },
})

/** Also what a person must mend first, like a wrong password, is only waited for. */
export const toUnavailable = (error: unknown): UnavailableError => {
  if (error instanceof UnavailableError) return error
  const words = error instanceof Error ? error.message : String(error)
  return new UnavailableError(`the database cannot be used: ${words}`, { reason: 'database' })
}

/** Where the same process also takes samples and answers questions, that goes on while the roller is stalled. */
export const needsOf = (role: Role, database: Need, roller: RollerWatch): Need[] =>
  role === 'roll'
    ? [database, { what: 'a roller whose last pass succeeded', check: () => roller.check() }]
    : [database]
