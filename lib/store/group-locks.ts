import type { PoolClient } from 'pg'
import { LOCK_ROLLER, LOCK_ROLL_GROUP } from './advisory-locks'
import type { Store } from './db'
import type { Tx } from './reader'
import { readRollGroups } from './rollers'
import type { GroupLog } from './rollers'
import { execute, withConnection } from './sql'
import { withStoreErrors } from './store-errors'

/** A machine that vanished leaves a connection that looks alive; its locks must not wait for the usual two hours. */
const NOTICE_LOSS = `
  SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
  SET tcp_user_timeout = 20000;
  SELECT pg_advisory_lock_shared(${LOCK_ROLLER}, 0)`

/** A roller looks between two passes whether somebody waits; one that catches up may be long about a pass. */
const LONGEST_WAIT_MS = 180_000

/** Works in the place of a group's roller, which gives the group as soon as it sees that somebody waits for it. */
export const withGroup = <Result>(
  store: Store,
  groupId: number,
  work: (session: Tx) => Promise<Result>,
): Promise<Result> =>
  withConnection(store, async (session) => {
    await execute(session, `SET lock_timeout = ${LONGEST_WAIT_MS}`)
    await execute(session, 'SELECT pg_advisory_lock($1, $2)', [LOCK_ROLL_GROUP, groupId])
    try {
      await execute(session, 'RESET lock_timeout')
      return await work(session)
    } finally {
      // Whatever the work left open ends first; a connection that is lost has given the lock back already.
      const giveBack = `ROLLBACK; SELECT pg_advisory_unlock(${LOCK_ROLL_GROUP}, ${groupId})`
      await session.db.query(giveBack).catch(() => undefined)
    }
  })

export interface GroupsSeen {
  logs: readonly GroupLog[]
  /** How many groups are a roller's fair share, with all rollers that are connected. */
  share: number
  /** Those that somebody waits for, in the place of their roller. */
  heldAndWanted: readonly number[]
}

/** Session locks on node groups, all on one connection: when it is lost, all are. */
export class GroupLocks {
  private client: PoolClient | null = null
  private readonly held = new Set<number>()

  constructor(private readonly store: Store) {}

  /** It is asked on the connection of the locks, so that one that broke in silence, and took the locks with it, is noticed. */
  async look(): Promise<GroupsSeen> {
    const client = await withStoreErrors(() => this.connected())
    const logs = await readRollGroups({ ...this.store, db: client })
    return {
      logs,
      share: Math.ceil(logs.length / Math.max(1, logs[0]?.rollers ?? 1)),
      heldAndWanted: logs
        .filter(({ groupId, isWanted }) => isWanted && this.held.has(groupId))
        .map(({ groupId }) => groupId),
    }
  }

  get heldCount(): number {
    return this.held.size
  }

  /** Those held last, for another roller to take. */
  heldBeyond(share: number): number[] {
    return [...this.held].slice(share)
  }

  /** Whether the group is this roller's own; another may have it. */
  async hold(groupId: number): Promise<boolean> {
    if (this.held.has(groupId)) return true
    return withStoreErrors(async () => {
      const client = await this.connected()
      const { rows } = await client.query<{ locked: boolean }>(
        'SELECT pg_try_advisory_lock($1, $2) AS locked',
        [LOCK_ROLL_GROUP, groupId],
      )
      if (rows[0]?.locked === true && this.client === client) this.held.add(groupId)
      return this.held.has(groupId)
    })
  }

  isHeld(groupId: number): boolean {
    return this.held.has(groupId)
  }

  /** Lets another roller have the group. */
  async give(groupId: number): Promise<void> {
    const { client } = this
    if (!this.held.delete(groupId) || client === null) return
    await withStoreErrors(() => client.query('SELECT pg_advisory_unlock($1, $2)', [LOCK_ROLL_GROUP, groupId]))
  }

  private async connected(): Promise<PoolClient> {
    if (this.client !== null) return this.client
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
    try {
      await client.query(NOTICE_LOSS)
    } catch (error) {
      lose()
      throw error
    }
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
