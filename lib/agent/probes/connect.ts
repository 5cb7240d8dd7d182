import { connect as connectSocket } from 'node:net'
import type { ProbePeer } from './probe-peers'

/** How long it took to connect; null where that failed or took too long. */
export type Connect = (peer: ProbePeer, timeoutMs: number) => Promise<number | null>

export const connectTcp: Connect = ({ host, port }, timeoutMs) =>
  new Promise((resolve) => {
    const startedMs = performance.now()
    const socket = connectSocket({ host, port })
    const end = (isConnected: boolean): void => {
      const seconds = (performance.now() - startedMs) / 1000
      socket.destroy()
      resolve(isConnected ? seconds : null)
    }
    // A name that does not resolve, or a host that does not answer, must not hold up the next tick.
    socket.setTimeout(timeoutMs, () => end(false))
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
