import { connect, type Socket } from 'node:net'
import { WRITE_HEADERS } from '@/lib/server/test-server'

export interface SlowSockets {
  /** How many the server has not closed. */
  open(): number
  close(): void
}

const DRIP_EVERY_MS = 1000
/** Nobody's slow senders drip in step with each other. */
const TURNS = 100

/** Every other one never ends its head, the others never end their body; each sends a byte a second. */
export async function openSlowSockets(url: string, count: number): Promise<SlowSockets> {
  const { hostname, port, host } = new URL(url)
  const head = `POST /api/v1/write HTTP/1.1\r\nHost: ${host}\r\n`
  const headers = Object.entries({ ...WRITE_HEADERS, 'content-length': '100000' })
  const whole = `${head}${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  const open = new Set<Socket>()
  const connected = Array.from({ length: count }, (_, at) => {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.on('close', () => open.delete(socket))
    return new Promise<void>((resolve) =>
      socket.once('connect', () => {
        open.add(socket)
        socket.write(at % 2 === 0 ? head : whole)
        resolve()
      }),
    )
  })
  await Promise.all(connected)
  let turn = 0
  const dripping = setInterval(() => {
    const sockets = [...open]
    for (let at = turn; at < sockets.length; at += TURNS) sockets[at]?.write('x')
    turn = (turn + 1) % TURNS
  }, DRIP_EVERY_MS / TURNS)
  return {
    open: () => open.size,
    close() {
      clearInterval(dripping)
      for (const socket of open) socket.destroy()
    },
  }
}
