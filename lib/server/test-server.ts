import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { compress as compressSnappy } from 'snappyjs'
import { loadConfig, type Config } from '@/lib/config/config'
import { encodeWriteRequest, type WriteSeries } from '@/lib/ingest/remote-write/encode-write-request'
import { openStore, type Store } from '@/lib/store/db'
import { readLog } from '@/lib/store/read-log'
import { readSeriesByIds } from '@/lib/store/node-series'
import { readNodes } from '@/lib/store/nodes'
import { createTestDatabase, type TestDatabase } from '@/lib/store/test-database'
import { startServer, type StartOptions } from './start-server'

interface Reply {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

export interface TestRequest {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: Uint8Array | string
}

export interface TestServer {
  url: string
  database: TestDatabase
  ask(request: TestRequest): Promise<Reply>
  write(series: readonly WriteSeries[], headers?: Record<string, string>): Promise<Reply>
  postSamples(document: unknown, headers?: Record<string, string>): Promise<Reply>
  stop(): Promise<void>
}

/** A server without pages and roller on a database of its own. */
export async function startTestServer(
  change: Partial<Config> = {},
  parts: Partial<StartOptions> = {},
): Promise<TestServer> {
  const database = await createTestDatabase()
  const config: Config = { ...loadConfig({ DATABASE_URL: database.databaseUrl }), port: 0, ...change }
  const store = parts.store ?? openStore(config)
  const { migrations } = database
  const server = await startServer({
    config,
    migrations,
    pages: null,
    startRoller: null,
    ...parts,
    store,
  })
  const { port } = new URL(server.url)
  const ask = (request: TestRequest) => askServer(Number(port), request)
  return {
    url: server.url,
    database,
    ask,
    write: (series, headers) =>
      ask({ ...writeRequest(compress(encodeWriteRequest(series))), ...withHeaders(headers) }),
    postSamples: (document, headers) =>
      ask({
        method: 'POST',
        path: '/api/v1/samples',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(document),
      }),
    async stop() {
      await server.stop()
      await database.drop()
    },
  }
}

export const WRITE_HEADERS = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
}

const withHeaders = (headers: Record<string, string> = {}) => ({ headers: { ...WRITE_HEADERS, ...headers } })

export const writeRequest = (body: Uint8Array): TestRequest => ({
  method: 'POST',
  path: '/api/v1/write',
  headers: WRITE_HEADERS,
  body,
})

export const compress = (plain: Uint8Array): Uint8Array => compressSnappy(new Uint8Array(plain))

function askServer(port: number, { method = 'GET', path, headers = {}, body }: TestRequest): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          })
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

export interface KeptSample {
  cluster: string
  instance: string
  name: string
  labels: Record<string, string>
  timeMs: number
  bits: bigint
}

const MAX_SAMPLES = 1_000_000_000

/** Every sample of the log, as it was committed. */
export async function readKept(store: Store): Promise<KeptSample[]> {
  const nodes = await readNodes(store)
  const groupIds = [...new Set(nodes.map((node) => node.groupId))]
  const kept: KeptSample[] = []
  for (const groupId of groupIds) {
    for (const { seriesIds, timesMs, values } of await readLog(store, groupId, 0, MAX_SAMPLES)) {
      const series = new Map(
        (await readSeriesByIds(store, [...new Set(seriesIds)])).map((one) => [one.id, one]),
      )
      const bits = new BigUint64Array(values.slice().buffer)
      for (const [at, seriesId] of seriesIds.entries()) {
        const { name = '', labels = {}, nodeId = 0 } = series.get(seriesId) ?? {}
        const node = nodes.find((one) => one.id === nodeId)
        const where = { cluster: node?.cluster ?? '', instance: node?.instance ?? '' }
        kept.push({ ...where, name, labels, timeMs: timesMs[at] ?? 0, bits: bits[at] ?? 0n })
      }
    }
  }
  return kept
}
