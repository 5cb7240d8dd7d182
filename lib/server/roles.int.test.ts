import { afterEach, describe, expect, it } from 'vitest'
import { loadConfig } from '@/lib/config/config'
import { bitsOf } from '@/lib/ingest/remote-write/encode-write-request'
import { openStore } from '@/lib/store/db'
import { query } from '@/lib/store/sql'
import { createTestDatabase } from '@/lib/store/test-database'
import type { Role } from './duties'
import type { Pages } from './open-pages'
import { openTestProxy } from './test-proxy'
import { startTestServer, type TestServer } from './test-server'

const PAGES: Pages = {
  handle: (_request, response) => {
    response.end('a page')
    return Promise.resolve()
  },
  load: () => Promise.resolve(),
  close: () => Promise.resolve(),
}

let server: TestServer
let tell: (message: unknown) => void
afterEach(() => server.stop())

const start = async (role: Role): Promise<void> => {
  const startRoller = (onMessage: (message: unknown) => void) => {
    tell = onMessage
    return { stop: () => Promise.resolve() }
  }
  server = await startTestServer(
    { role },
    { pages: role === 'web' ? PAGES : null, startRoller: role === 'roll' ? startRoller : null },
  )
}

const write = () =>
  server.write([
    {
      labels: [
        ['__name__', 'up'],
        ['instance', 'a'],
      ],
      samples: [{ timeMs: Date.now(), bits: bitsOf(1) }],
    },
  ])
const statusOf = async (path: string) => (await server.ask({ path })).status
const bodyOf = async (path: string) => (await server.ask({ path })).body

describe('role ingest', () => {
  it('takes samples, and says who serves the rest', async () => {
    await start('ingest')
    expect((await write()).status).toBe(204)
    const page = await server.ask({ path: '/api/v1/fleet' })
    expect([page.status, page.headers['content-type']]).toEqual([404, 'application/problem+json'])
    expect(page.body).toContain('USESCOPE_ROLE=web or all; this process has USESCOPE_ROLE=ingest')
  })

  it('claims no figures of the roller and of questions', async () => {
    await start('ingest')
    await write()
    const text = await bodyOf('/metrics')
    expect(text).toMatch(/^usescope_samples_accepted_total\{protocol="remote_write"\} \d/m)
    expect(text).not.toMatch(/usescope_roll|usescope_samples_duplicate|usescope_query/)
  })
})

describe('role web', () => {
  it('answers pages, and sends nobody away who brings samples without saying where to', async () => {
    await start('web')
    expect(await bodyOf('/')).toBe('a page')
    const reply = await write()
    expect([reply.status, reply.headers['content-type']]).toEqual([404, 'application/problem+json'])
    expect(reply.body).toContain('USESCOPE_ROLE=ingest or all; this process has USESCOPE_ROLE=web')
    expect(await bodyOf('/metrics')).not.toMatch(/usescope_roll|usescope_samples|usescope_ingest/)
  })

  it('is asked for events where others are sent them', async () => {
    await start('web')
    expect(await bodyOf('/api/v1/events')).toBe('a page')
    expect((await server.ask({ method: 'POST', path: '/api/v1/events' })).status).toBe(404)
  })

  it('with a schema of another version shows pages, answers no question and is not ready, until it fits', async () => {
    const database = await createTestDatabase()
    await query(
      database.store,
      "INSERT INTO _prisma_migrations (migration_name, finished_at) VALUES ('9999_newer', now())",
    )
    server = await startTestServer(
      { role: 'web' },
      { pages: PAGES, store: openStoreOf(database.databaseUrl) },
    )
    await expect.poll(() => statusOf('/api/v1/fleet')).toBe(503)
    const ready = await server.ask({ path: '/readyz' })
    expect([ready.status, ready.headers['retry-after']]).toEqual([503, '5'])
    expect(ready.body).toContain('newer than this version, which does not know 9999_newer')
    expect([await statusOf('/'), await statusOf('/healthz')]).toEqual([200, 200])
    await query(database.store, "DELETE FROM _prisma_migrations WHERE migration_name = '9999_newer'")
    await expect.poll(() => statusOf('/api/v1/fleet'), { timeout: 10_000 }).toBe(200)
    expect(await statusOf('/readyz')).toBe(200)
    await database.drop()
  })
})

const openStoreOf = (databaseUrl: string) => openStore(loadConfig({ DATABASE_URL: databaseUrl }))

describe('role roll', () => {
  it('is ready after a pass that succeeded, and not after one that failed', async () => {
    await start('roll')
    await expect.poll(() => tell).toBeDefined()
    expect(await bodyOf('/readyz')).toContain('the roller has made no pass yet')
    tell({ duplicates: 2, conflicts: 0, groupsHeld: 1 })
    const ready = await server.ask({ path: '/readyz' })
    expect(ready.status).toBe(200)
    expect(JSON.parse(ready.body)).toMatchObject({
      role: 'roll',
      needs: [expect.stringContaining(server.database.migrations.at(-1) ?? ''), expect.any(String)],
    })
    tell({ failed: 'a planned failure' })
    expect([await statusOf('/readyz'), await bodyOf('/readyz')]).toEqual([
      503,
      expect.stringContaining('a planned failure'),
    ])
    expect([await statusOf('/'), (await write()).status]).toEqual([404, 404])
  })

  it('tells how far the rolling is from the database, and nothing before the first roll', async () => {
    await start('roll')
    expect(await bodyOf('/metrics')).not.toMatch(/^usescope_roll_lag_seconds /m)
    const { store } = server.database
    await query(store, 'INSERT INTO node_group (log_seq) VALUES (7)')
    await query(store, 'INSERT INTO roll_state (group_id, as_of_ms, read_seq) VALUES (1, $1, 4)', [
      Date.now() - 60_000,
    ])
    const text = await bodyOf('/metrics')
    expect(text).toMatch(/^usescope_roll_lag_seconds 6\d/m)
    expect(text).toMatch(/^usescope_roll_catch_up_remaining 3$/m)
  })
})

describe('a server that is started while the database is away', () => {
  it('answers 503 and works as soon as the database is there', async () => {
    const database = await createTestDatabase()
    const proxy = await openTestProxy(database.databaseUrl)
    proxy.cut()
    server = await startTestServer({ role: 'ingest' }, { store: openStoreOf(proxy.databaseUrl) })
    expect([await statusOf('/readyz'), (await write()).status, await statusOf('/healthz')]).toEqual([
      503, 503, 200,
    ])
    proxy.restore()
    await expect.poll(() => statusOf('/readyz'), { timeout: 10_000 }).toBe(200)
    await expect.poll(async () => (await write()).status, { timeout: 10_000 }).toBe(204)
    await proxy.close()
    await database.drop()
  })
})
