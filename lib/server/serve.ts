import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { checkRequest, type AccessPolicy } from '@/lib/http/check-request'
import { sendProblem } from '@/lib/http/send'
import { logger } from '@/lib/telemetry/logger'
import type { Handle } from './route-table'

export interface Serving {
  port: number
  /** Takes no new request, lets those under way finish, and cuts what is left after the patience. */
  stop(): Promise<void>
}

const HEADERS_TIMEOUT_MS = 15_000
const REQUEST_TIMEOUT_MS = 60_000
const KEEP_ALIVE_MS = 120_000
const IDLE_SOCKET_MS = 180_000
const CHECK_MS = 5000
const MAX_CONNECTIONS = 4096
const STOP_PATIENCE_MS = 10_000
const STOP_CHECK_MS = 50

/** A plain http server; host, origin and forwarding are checked before anything else, whatever is asked for. */
export async function serve(
  handle: Handle,
  policy: AccessPolicy,
  address: { host: string; port: number },
): Promise<Serving> {
  const server = createServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: CHECK_MS,
  })
  server.maxConnections = MAX_CONNECTIONS
  server.setTimeout(IDLE_SOCKET_MS)
  const busy = trackBusySockets(server)
  server.on('request', (request, response) => {
    const answer = async () => {
      checkRequest(request, policy)
      await handle(request, response)
    }
    answer().catch((error: unknown) => sendProblem(response, error))
  })
  await listen(server, address)
  server.on('error', (error) => logger.error({ err: error }, 'the http server failed'))
  return { port: portOf(server), stop: () => stop(server, busy) }
}

const listen = (server: Server, { host, port }: { host: string; port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: host.replace(/^\[|\]$/g, ''), port }, () => {
      server.off('error', reject)
      resolve()
    })
  })

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}

interface BusySockets {
  /** Closes what has no request under way, also what never sent one. */
  closeIdle(): void
}

function trackBusySockets(server: Server): BusySockets {
  const underWay = new Map<Socket, number>()
  const change = (socket: Socket, by: number) => {
    const count = underWay.get(socket)
    if (count !== undefined) underWay.set(socket, count + by)
  }
  server.on('connection', (socket) => {
    underWay.set(socket, 0)
    socket.once('close', () => underWay.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    change(socket, 1)
    response.once('close', () => change(socket, -1))
  })
  return {
    closeIdle() {
      for (const [socket, count] of underWay) if (count === 0) socket.destroySoon()
    },
  }
}

/** A connection is closed as soon as it has nothing under way. */
function stop(server: Server, busy: BusySockets): Promise<void> {
  return new Promise((resolve) => {
    const closing = setInterval(busy.closeIdle, STOP_CHECK_MS)
    const cutting = setTimeout(() => server.closeAllConnections(), STOP_PATIENCE_MS)
    server.close(() => {
      clearInterval(closing)
      clearTimeout(cutting)
      resolve()
    })
    busy.closeIdle()
  })
}
