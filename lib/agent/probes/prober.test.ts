import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { connectTcp } from './connect'
import { choosePeers, readPeers } from './probe-peers'
import { createProber } from './prober'

const servers: Server[] = []

const listen = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.end())
    servers.push(server)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })

const close = (server: Server | undefined): Promise<void> =>
  new Promise((resolve) => (server === undefined ? resolve() : server.close(() => resolve())))

afterEach(async () => {
  await Promise.all(servers.splice(0).map(close))
})

describe('readPeers', () => {
  it('reads a line for each node and says which lines are none', () => {
    const text = '# fleet\ndb-1 127.0.0.1:22\ndb-2 [::1]:5432 # second\n\nbad\ndb-3 localhost:99999\n'
    expect(readPeers(text, false)).toEqual({
      peers: [
        { name: 'db-1', host: '127.0.0.1', port: 22 },
        { name: 'db-2', host: '::1', port: 5432 },
      ],
      refused: ['line 5 must be: name host:port', 'line 6 must be: name host:port'],
    })
  })

  it('stays on this machine unless more is allowed', () => {
    expect(readPeers('db-1 10.0.0.1:22', false).refused).toEqual([
      'line 1 is beyond this machine; --probe-network allows it',
    ])
    expect(readPeers('db-1 10.0.0.1:22', true).peers).toHaveLength(1)
    expect(readPeers('db-1 127.0.0.1.example.org:22', false).peers).toEqual([])
  })
})

describe('choosePeers', () => {
  it('never chooses more than it may, nor itself', () => {
    const peers = Array.from({ length: 50 }, (_, at) => ({ name: `n${String(at)}`, host: '::1', port: 1 }))
    const chosen = choosePeers(peers, 'n7', 3)
    expect(chosen).toHaveLength(3)
    expect(chosen.map(({ name }) => name)).not.toContain('n7')
  })
})

describe('createProber', () => {
  it('tells a port that answers from one that does not', async () => {
    const open = await listen()
    const closed = await listen()
    await close(servers.pop())
    const collect = createProber({
      readList: () => `a 127.0.0.1:${String(open)}\nb 127.0.0.1:${String(closed)}`,
      own: 'me',
      degree: 3,
      isNetworkAllowed: false,
      connect: connectTcp,
      log: () => undefined,
    })
    const series = await collect()
    const ofTarget = (target: string) => series.filter(({ labels }) => labels.target === target)
    expect(ofTarget('a').map(({ name, value }) => [name, value > 0])).toEqual([
      ['usescope_probe_success', true],
      ['usescope_probe_duration_seconds', true],
    ])
    expect(ofTarget('b').map(({ name, value }) => [name, value])).toEqual([['usescope_probe_success', 0]])
  })

  it('probes nobody without a list, says so once, and begins when there is one', async () => {
    const said: string[] = []
    let text: string | null = 'a 127.0.0.1:1'
    const readList = () => text
    const connect = () => Promise.resolve(0.001)
    const log = (message: string) => void said.push(message)
    const collect = createProber({ readList, own: 'me', degree: 3, isNetworkAllowed: false, connect, log })
    expect(await collect()).toHaveLength(2)
    text = null
    expect(await collect()).toEqual([])
    expect(await collect()).toEqual([])
    expect(said).toHaveLength(1)
    text = 'a 127.0.0.1:1'
    expect(await collect()).toHaveLength(2)
  })
})
