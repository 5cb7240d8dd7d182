import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PROBE_ADDRESS } from '@/lib/core/outages/probe-address'
import { PROBE_SUCCESS } from '@/lib/core/outages/probe-series'
import { readKept, startTestServer, type TestServer } from '@/lib/server/test-server'
import { systemClock } from '../clock'
import { toSamplesBody } from '../delivery/batch'
import { until } from '../fixtures/until'
import { createAskedPeers } from './asked-peers'
import { connectTcp } from './connect'
import { createProber } from './prober'

const listening: Server[] = []
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  for (const one of listening) one.close()
  await server.stop()
})

/** A port of this machine that answers. */
const openPort = (): Promise<number> =>
  new Promise((resolve) => {
    const one = createServer((socket) => socket.end())
    listening.push(one)
    one.listen(0, '127.0.0.1', () => {
      const address = one.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })

/** A collector that says where its node is reached, and probes whom the server names. */
const createCollector = async (name: string, cluster: string) => {
  const address = `127.0.0.1:${String(await openPort())}`
  const node = { name, cluster }
  const told: string[] = []
  const log = (line: string) => void told.push(line)
  const parts = { serverUrl: new URL(server.url), node, degree: 3, readToken: () => null }
  const readList = createAskedPeers({ ...parts, clock: systemClock, log })
  const probe = createProber({
    readList,
    own: name,
    degree: 3,
    isNetworkAllowed: false,
    connect: connectTcp,
    log,
  })
  const tell = async () => {
    const facts = { [PROBE_ADDRESS]: address }
    const body = toSamplesBody(node, { timestampMs: Date.now(), series: await probe(), facts })
    const values = { 'memory.utilization.used': 0.5 }
    const samples = body.samples.map((sample) => ({ ...sample, values }))
    expect((await server.postSamples({ ...body, samples })).status).toBe(200)
  }
  return { node, told, readList, tell }
}

it('two collectors that say where they are reached probe each other, and nobody of another cluster', async () => {
  const [one, other, stranger] = await Promise.all([
    createCollector('db-1', 'eu'),
    createCollector('db-2', 'eu'),
    createCollector('db-3', 'us'),
  ])
  const all = [one, other, stranger]
  // The server is not told of any of them before they have sent their addresses once.
  for (const { node } of all)
    await server.postSamples({
      node: { ...node, facts: { [PROBE_ADDRESS]: `127.0.0.1:${String(await openPort())}` } },
      samples: [{ timestampMs: Date.now() - 5000, values: { 'memory.utilization.used': 0.5 } }],
    })
  for (const { readList } of all) readList()
  await until(() => one.readList() !== '' && other.readList() !== '')
  for (const { tell } of all) await tell()
  const kept = await readKept(server.database.store)
  const probes = kept.filter(({ name }) => name === PROBE_SUCCESS)
  expect(
    probes.map(({ cluster, instance, labels }) => [cluster, instance, labels.target]).toSorted(),
  ).toEqual([
    ['eu', 'db-1', 'db-2'],
    ['eu', 'db-2', 'db-1'],
  ])
  expect(all.flatMap(({ told }) => told)).toEqual([])
})

it('whom to probe is told to those who may send, and who asks for a larger mesh is refused', async () => {
  const ask = (search: string, headers: Record<string, string> = {}) =>
    server.ask({ path: `/api/v1/probes/peers${search}`, headers })
  expect((await ask('?node=db-1&cluster=eu', { authorization: 'Bearer unknown' })).status).toBe(401)
  expect((await ask('')).status).toBe(400)
  expect((await ask('?node=db-1&degree=11')).status).toBe(400)
  expect((await server.ask({ method: 'POST', path: '/api/v1/probes/peers?node=db-1' })).status).toBe(405)
  const reply = await ask('?node=db-1&cluster=eu&degree=1')
  expect([reply.status, JSON.parse(reply.body)]).toMatchObject([200, { peers: [{ name: 'db-2' }] }])
})
