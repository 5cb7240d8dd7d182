import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openAnalyses } from '@/lib/analysis/analyses'
import { loadConfig } from '@/lib/config/config'
import { recurrencesAnswer } from '@/lib/contract/recurrences'
import { HOUR_MS, MINUTE_MS, hourOf } from '@/lib/core/times'
import { refreshRecurrences } from '@/lib/queries/get-recurrences'
import { buildAnalysisWorker } from '@/lib/queries/test-analyses'
import { rollTestSamples } from '@/lib/queries/test-samples'
import { OnsetFinder } from '@/lib/roll/onset-finder'
import { startTestServer, type TestServer } from '@/lib/server/test-server'
import { closeStore, getStore } from '@/lib/store/db'
import { GET } from './route'

const PATH = '/api/v1/recurrences'
const RETENTION = { chunkRetentionDays: 30, roll1mRetentionDays: 14, roll5mRetentionDays: 395 }
const PLAIN = { 'accept-encoding': 'identity' }

let server: TestServer
let close: () => Promise<void>

/** As Next hands a request to the route. */
const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  const answered = await GET(new Request(new URL(request.url ?? '', server.url), { headers }), {
    params: Promise.resolve({}),
  })
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(Buffer.from(await answered.arrayBuffer()))
}

const ask = (search = '', headers: Record<string, string> = {}) =>
  server.ask({ path: `${PATH}${search}`, headers: { ...PLAIN, ...headers } })

beforeAll(async () => {
  const worker = await buildAnalysisWorker()
  server = await startTestServer(
    {},
    { pages: { handle, load: () => Promise.resolve(), close: () => Promise.resolve() } },
  )
  const config = loadConfig({ DATABASE_URL: server.database.databaseUrl })
  const store = getStore(config)
  const analyses = openAnalyses(worker.file, config)
  close = async () => {
    await analyses.stop()
    await closeStore(store)
    worker.remove()
    await server.stop()
  }
})
afterAll(() => close())

it('a server that has heard of nobody answers that nothing was looked through', async () => {
  const { status, headers, body } = await ask()
  expect([status, headers['content-type']]).toEqual([200, 'application/json'])
  expect(recurrencesAnswer.parse(JSON.parse(body))).toMatchObject({
    sealedUntilMs: null,
    metricsScanned: 0,
    recurrences: [],
  })
})

it('what the asker holds is not sent again until more onsets are known', async () => {
  const { store } = server.database
  await ask()
  const { etag = '' } = (await ask()).headers
  expect(await ask('', { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' })
  const endMs = hourOf(Date.now())
  const samples = Array.from({ length: 360 }, (_, at) => [endMs - 6 * HOUR_MS + at * MINUTE_MS, 0.2] as const)
  await rollTestSamples(store, [{ node: 'one', metric: 'cpu.utilization.busy', samples }], Date.now())
  const finder = new OnsetFinder(store, RETENTION, 0)
  while (await finder.step([1], Date.now()));
  await refreshRecurrences(Date.now(), new AbortController().signal)
  const { status, body, headers } = await ask('', { 'if-none-match': etag })
  expect(status).toBe(200)
  expect(headers.etag).not.toBe(etag)
  expect(recurrencesAnswer.parse(JSON.parse(body))).toMatchObject({ metricsScanned: 1, recurrences: [] })
})

it('a window that does not move is answered with a tag of its own, by the clock that is asked for', async () => {
  const search = `?from=2026-01-01T00:00:00Z&to=2026-01-29T00:00:00Z&tz=Asia/Tokyo`
  const { status, headers, body } = await ask(search)
  expect(status).toBe(200)
  expect(recurrencesAnswer.parse(JSON.parse(body))).toMatchObject({ tz: 'Asia/Tokyo', recurrences: [] })
  expect((await ask(search, { 'if-none-match': headers.etag ?? '' })).status).toBe(304)
})

it.each([
  ['?tz=Mars/Olympus', 'tz: must be a time zone'],
  ['?from=yesterday', 'from: must be'],
  ['?from=now&to=now-1d', 'from must be before to'],
  ['?from=now-4000d', '400 days'],
  ['?from=now-1d&from=now-2d', 'from'],
])('%s is refused in words that help', async (search, words) => {
  const { status, headers, body } = await ask(search)
  expect([status, headers['content-type']]).toEqual([400, 'application/problem+json'])
  expect(body).toContain(words)
})
