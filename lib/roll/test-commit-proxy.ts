import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** What becomes of a COMMIT that the client sends. */
export type CommitFate = 'answered' | 'lost before' | 'lost after'

export interface CommitProxy {
  databaseUrl: string
  close(): Promise<void>
}

/** The whole message with which `pg` ends a transaction. */
const COMMIT = Buffer.from('Q\0\0\0\x0bCOMMIT\0', 'latin1')

/** A way to the database on which some commits are lost, before they reach it or before their answer comes back. */
export async function openCommitProxy(databaseUrl: string, nextFate: () => CommitFate): Promise<CommitProxy> {
  const url = new URL(databaseUrl)
  const target = { host: url.hostname, port: Number(url.port) }
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(target)
    let fate: CommitFate = 'answered'
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (bytes) => {
      if (bytes.equals(COMMIT)) fate = nextFate()
      if (fate === 'lost before') client.destroy()
      else upstream.write(bytes)
    })
    upstream.on('data', (bytes) => {
      if (fate === 'lost after') client.destroy()
      else client.write(bytes)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A listening TCP server has an address of this kind.
  url.port = String((server.address() as AddressInfo).port)
  url.hostname = '127.0.0.1'
  const close = () => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { databaseUrl: url.toString(), close }
}
