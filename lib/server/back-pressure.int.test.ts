import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bitsOf, encodeWriteRequest } from '@/lib/ingest/remote-write/encode-write-request'
import { metrics } from '@/lib/telemetry/metrics'
import { compress, readKept, startTestServer, writeRequest, type TestServer } from './test-server'

const MAX_WAITING_SAMPLES = 4000
const SERIES = 200

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ ingestQueueSamples: MAX_WAITING_SAMPLES })
})
afterAll(() => server.stop())

const startMs = Date.now() - 3_600_000

const bodyOf = (at: number): Uint8Array =>
  compress(
    encodeWriteRequest(
      Array.from({ length: SERIES }, (_, index) => ({
        labels: [
          ['__name__', `stalled_${index}`],
          ['instance', 'db-1'],
        ],
        samples: [{ timeMs: startMs + at, bits: bitsOf(at) }],
      })),
    ),
  )

const write = async (at: number, body = bodyOf(at)) => {
  const sentMs = performance.now()
  const reply = await server.ask(writeRequest(body))
  return { ...reply, at, tookMs: performance.now() - sentMs }
}

/** The log cannot grow while somebody else holds the counters of the groups. */
async function stall(): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: server.database.databaseUrl })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('BEGIN')
  await client.query('SELECT 1 FROM node_group FOR UPDATE')
  return () => client.end()
}

const waitingSamples = async (): Promise<number> =>
  (await metrics.ingestQueueSamples.get()).values[0]?.value ?? 0

it('many writers hear 503 in time while the log stands still, memory stays bounded, and all goes on alone', async () => {
  expect((await write(0)).status).toBe(204)
  const bodies = Array.from({ length: 60 }, (_, at) => bodyOf(1 + at))
  const release = await stall()
  let most = 0
  const watching = setInterval(() => void waitingSamples().then((now) => (most = Math.max(most, now))), 10)
  const replies = await Promise.all(bodies.map((body, at) => write(1 + at, body)))
  clearInterval(watching)
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([503]))
  expect(replies.every(({ headers }) => headers['retry-after'] !== undefined)).toBe(true)
  expect(Math.max(...replies.map(({ tookMs }) => tookMs))).toBeLessThan(5000)
  expect(replies.filter(({ body }) => body.includes('back_pressure')).length).toBeGreaterThanOrEqual(40)
  expect(most).toBeLessThanOrEqual(MAX_WAITING_SAMPLES)
  await release()
  await expect.poll(async () => (await write(100)).status, { timeout: 15_000 }).toBe(204)
  await expect.poll(waitingSamples).toBe(0)
  const retried = await Promise.all(replies.slice(0, 15).map(({ at }) => write(at)))
  expect(new Set(retried.map(({ status }) => status))).toEqual(new Set([204]))
  const kept = new Set(
    (await readKept(server.database.store)).map((one) => `${one.name} ${one.timeMs - startMs}`),
  )
  for (const { at } of retried)
    for (let index = 0; index < SERIES; index += 1) expect(kept.has(`stalled_${index} ${at}`)).toBe(true)
})
