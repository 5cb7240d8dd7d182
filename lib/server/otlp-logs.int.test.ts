import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeLogs, logsOf, nanosOf } from '@/lib/ingest/otlp/encode-for-test'
import { query } from '@/lib/store/sql'
import { JSON_TYPE, postOtlp, PROTOBUF } from './test-otlp'
import { startTestServer, type TestServer } from './test-server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const NOW_MS = Date.now()
const PATH = '/v1/logs'

const record = (text: string, change: object = {}) => ({
  timeUnixNano: nanosOf(NOW_MS),
  severityNumber: 13,
  body: { stringValue: text },
  ...change,
})
const requestOf = (service: string, ...logRecords: readonly object[]) =>
  logsOf(logRecords, { 'host.name': 'web-1', 'service.name': service })
const textsOf = async (service: string) => {
  const rows = await query<{ text: string }>(
    server.database.store,
    'SELECT text FROM event WHERE source = $1 AND kind = $2 AND name = $3 AND node = $4 ORDER BY text',
    [service, 'log', 'warn', 'web-1'],
  )
  return rows.map(({ text }) => text)
}

describe('POST /v1/logs', () => {
  it('keeps records as events, once however often and in whatever encoding they come', async () => {
    const request = requestOf('kept', record('a'), record('b'))
    const gzip = { 'content-encoding': 'gzip' }
    const json = await postOtlp(server, JSON.stringify(request), JSON_TYPE, PATH)
    const protobuf = await postOtlp(server, gzipSync(encodeLogs(request)), { ...PROTOBUF, ...gzip }, PATH)
    expect([json.status, json.body, protobuf.status, protobuf.body]).toEqual([
      200,
      '{"partialSuccess":{}}',
      200,
      '\n\0',
    ])
    expect(await textsOf('kept')).toEqual(['a', 'b'])
  })

  it('names what was refused, and keeps the rest', async () => {
    const request = requestOf('partly', record('a'), record('b', { timeUnixNano: '1' }))
    const { status, body } = await postOtlp(server, JSON.stringify(request), JSON_TYPE, PATH)
    expect([status, JSON.parse(body)]).toMatchObject([200, { partialSuccess: { rejectedLogRecords: '1' } }])
    expect(body).toContain('refused 1 of 2 log records, the rest is kept: older_than_retention')
    expect(await textsOf('partly')).toEqual(['a'])
  })

  it('tells what is malformed by a Status', async () => {
    const { status, body } = await postOtlp(server, '{"resourceLogs":1}', JSON_TYPE, PATH)
    expect([status, JSON.parse(body)]).toMatchObject([400, { code: 3 }])
  })
})
