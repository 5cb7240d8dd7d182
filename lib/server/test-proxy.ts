import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface TestProxy {
  databaseUrl: string
  /** Connections break and new ones are refused, as when the database is stopped. */
  cut(): void
  /** Nothing is refused and nothing is answered, as when a cable is pulled. */
  freeze(): void
  restore(): void
  close(): Promise<void>
}

/** Stands between a server and its database. */
export async function openTestProxy(databaseUrl: string): Promise<TestProxy> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let mode: 'open' | 'cut' | 'frozen' = 'open'

  const track = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((inner) => {
    track(inner)
    if (mode === 'cut') return inner.destroy()
    const outer = connect(Number(target.port), target.hostname)
    track(outer)
    const forward = (from: Socket, to: Socket) => {
      from.on('data', (chunk) => mode === 'open' && to.write(chunk))
      from.on('close', () => to.destroy())
    }
    forward(inner, outer)
    forward(outer, inner)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const breakAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    databaseUrl: url.toString(),
    cut() {
      mode = 'cut'
      breakAll()
    },
    freeze() {
      mode = 'frozen'
    },
    restore() {
      mode = 'open'
      breakAll()
    },
    close() {
      breakAll()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
