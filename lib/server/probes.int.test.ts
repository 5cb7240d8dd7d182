import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readKept, startTestServer, type TestServer } from './test-server'

const AT_MS = Math.floor(Date.now() / 60_000) * 60_000 - 600_000

const LOG = `Starting Nping 0.7.80 ( https://nmap.org/nping ) at ${new Date(AT_MS).toISOString().slice(0, 10)} ${new Date(AT_MS).toISOString().slice(11, 16)} UTC
SENT (0.0311s) Starting TCP Handshake > db-2:22
RCVD (0.0317s) Handshake with db-2:22 completed
SENT (1.0327s) Starting TCP Handshake > db-2:22
Nping done: 1 IP address pinged in 2.03 seconds`

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const post = (search: string, body: string, type = 'text/plain') =>
  server.ask({
    method: 'POST',
    path: `/api/v1/probes${search}`,
    headers: { 'content-type': type },
    body,
  })

describe('POST /api/v1/probes', () => {
  it('keeps each probe of a log as a sample of the node that sent it', async () => {
    const reply = await post('?node=db-1&cluster=eu-1', LOG)
    expect([reply.status, JSON.parse(reply.body)]).toEqual([200, { accepted: 5, refused: 0, refusals: [] }])
    const kept = await readKept(server.database.store)
    expect(
      kept.map(({ instance, cluster, name, labels, timeMs }) => [
        instance,
        cluster,
        name,
        labels.target,
        timeMs,
      ]),
    ).toEqual([
      ['db-1', 'eu-1', 'usescope_probe_success', 'db-2', AT_MS + 31],
      ['db-1', 'eu-1', 'usescope_probe_duration_seconds', 'db-2', AT_MS + 31],
      ['db-1', 'eu-1', 'usescope_probe_success', 'db-2', AT_MS + 1033],
    ])
  })

  it('refuses lines one by one and keeps the rest', async () => {
    const reply = await post('?node=db-1', `what is this\n${LOG}`)
    expect(reply.status).toBe(400)
    expect(JSON.parse(reply.body)).toMatchObject({ accepted: 5, refused: 1, refusals: [{ index: 0 }] })
  })

  it('says what is missing: a node, a text, a time', async () => {
    expect((await post('', LOG)).status).toBe(400)
    expect((await post('?node=db-1', LOG, 'application/json')).status).toBe(415)
    expect((await post('?node=db-1&startMs=soon', LOG)).status).toBe(400)
    expect((await server.ask({ path: '/api/v1/probes' })).status).toBe(405)
  })
})

describe('POST /api/v1/retransmissions', () => {
  const retransmissions = (search: string, body: string) =>
    server.ask({
      method: 'POST',
      path: `/api/v1/retransmissions${search}`,
      headers: { 'content-type': 'text/plain' },
      body,
    })
  const line = (port: number) =>
    `${new Date(AT_MS + 5000).toISOString().slice(11, 19)} 0 4 10.0.0.1:41976 R> 10.0.0.9:${String(port)} ESTABLISHED`

  it('counts what tcpretrans prints by remote port, once however often it is sent', async () => {
    const search = `?node=web-9&startMs=${String(AT_MS)}`
    const log = [line(6379), line(6379), line(179)].join('\n')
    for (let times = 0; times < 2; times += 1) {
      const reply = await retransmissions(search, log)
      expect([reply.status, JSON.parse(reply.body)]).toEqual([200, { accepted: 3, refused: 0, refusals: [] }])
    }
    const kept = (await readKept(server.database.store)).filter(({ instance }) => instance === 'web-9')
    const told = kept.map(({ name, labels, timeMs, bits }) => [
      name,
      labels.remote_port,
      timeMs - AT_MS,
      new Float64Array(BigUint64Array.of(bits).buffer)[0],
    ])
    expect(new Set(told.map((one) => JSON.stringify(one)))).toEqual(
      new Set(
        [
          ['tcp_retransmissions_total', '6379', 0, 0],
          ['tcp_retransmissions_total', '6379', 5000, 2],
          ['tcp_retransmissions_total', '179', 0, 0],
          ['tcp_retransmissions_total', '179', 5000, 1],
        ].map((one) => JSON.stringify(one)),
      ),
    )
  })

  it('needs to know when it was started', async () => {
    const reply = await retransmissions('?node=web-9', line(443))
    expect([reply.status, reply.body]).toEqual([400, expect.stringContaining('startMs')])
  })
})
