import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadConfig } from '@/lib/config/config'
import { bitsOf, encodeWriteRequest } from '@/lib/ingest/remote-write/encode-write-request'
import { openStore } from '@/lib/store/db'
import { query } from '@/lib/store/sql'
import { createTestDatabase, type TestDatabase } from '@/lib/store/test-database'
import { startServer, type StartedServer } from './start-server'
import { compress, readKept, WRITE_HEADERS } from './test-server'

const NODES = 40
const METRICS = 30

let database: TestDatabase
let servers: StartedServer[]

beforeAll(async () => {
  database = await createTestDatabase()
  const config = { ...loadConfig({ DATABASE_URL: database.databaseUrl }), role: 'ingest' as const, port: 0 }
  const { migrations } = database
  const start = () =>
    startServer({ config, store: openStore(config), migrations, pages: null, startRoller: null })
  servers = await Promise.all([start(), start()])
})
afterAll(async () => {
  for (const server of servers) await server.stop()
  await database.drop()
})

const startMs = Date.now() - 60_000

const valueOf = (node: number, metric: number): number => node * METRICS + metric

/** Every series of a node, from one metric on. */
const bodyOf = (node: number, from: number): Uint8Array =>
  new Uint8Array(
    compress(
      encodeWriteRequest(
        Array.from({ length: METRICS }, (_, at) => ({
          labels: [
            ['__name__', `metric_${(from + at) % METRICS}`],
            ['instance', `n${node}`],
          ] as const,
          samples: [{ timeMs: startMs, bits: bitsOf(valueOf(node, (from + at) % METRICS)) }],
        })),
      ),
    ),
  )

const write = async (url: string, body: Uint8Array): Promise<number> => {
  const reply = await fetch(`${url}/api/v1/write`, {
    method: 'POST',
    headers: WRITE_HEADERS,
    body: new Uint8Array(body),
  })
  return reply.status
}

it('two processes that meet the same new series at once name them alike, and each is made once', async () => {
  const writes = Array.from({ length: NODES }, (_, node) =>
    servers.map(({ url }, at) => write(url, bodyOf(node, at * 7))),
  )
  expect(new Set(await Promise.all(writes.flat()))).toEqual(new Set([204]))
  const [made] = await query<{ series: number; names: number; nodes: number }>(
    database.store,
    `SELECT count(*)::int AS series, count(DISTINCT (node_id, name))::int AS names,
       count(DISTINCT node_id)::int AS nodes FROM series`,
  )
  expect(made).toEqual({ series: NODES * METRICS, names: NODES * METRICS, nodes: NODES })
  const kept = await readKept(database.store)
  expect(kept).toHaveLength(2 * NODES * METRICS)
  const wrong = kept.filter(
    ({ instance, name, bits }) => bits !== bitsOf(valueOf(Number(instance.slice(1)), Number(name.slice(7)))),
  )
  expect(wrong).toEqual([])
})

it('the second process takes the samples of a series that only the first has met before', async () => {
  const [first, second] = servers
  const body = bodyOf(NODES, 0)
  expect(await write(first?.url ?? '', body)).toBe(204)
  expect(await write(second?.url ?? '', body)).toBe(204)
  const made = await query(database.store, 'SELECT 1 FROM series')
  expect(made).toHaveLength((NODES + 1) * METRICS)
})
