import type { PoolClient } from 'pg'
import { LOCK_ROLL_GROUP } from './advisory-locks'
import type { Store } from './db'
import { withStoreErrors } from './store-errors'

/** Session locks on node groups, all on one connection: when it is lost, all are. */
export class GroupLocks {
  private client: PoolClient | null = null
  private readonly held = new Set<number>()

  constructor(private readonly store: Store) {}

  /** Whether the group is this roller's own; another may have it. */
  async hold(groupId: number): Promise<boolean> {
    if (this.held.has(groupId)) return true
    return withStoreErrors(async () => {
      const client = this.client ?? (await this.connect())
      const { rows } = await client.query<{ locked: boolean }>(
        'SELECT pg_try_advisory_lock($1, $2) AS locked',
        [LOCK_ROLL_GROUP, groupId],
      )
      if (rows[0]?.locked === true) this.held.add(groupId)
      return this.held.has(groupId)
    })
  }

  isHeld(groupId: number): boolean {
    return this.held.has(groupId)
  }

  private async connect(): Promise<PoolClient> {
    const client = await this.store.pool.connect()
    const lose = () => {
      if (this.client !== client) return
      this.client = null
      this.held.clear()
      client.release(true)
    }
    client.on('error', lose)
    client.on('end', lose)
    this.client = client
    return client
  }

  /** Another roller can have the locks once this resolves. */
  async release(): Promise<void> {
    const { client } = this
    this.client = null
    this.held.clear()
    if (client === null) return
    // A connection that is lost has given them back already.
    await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined)
    client.release(true)
  }
}
