import type { Clock } from '../clock'
import type { Log } from '../log'

export interface AskedPeersParts {
  serverUrl: URL
  node: { name: string; cluster?: string }
  degree: number
  readToken(): string | null
  clock: Clock
  log: Log
}

const ASK_EVERY_MS = 60_000
const PATIENCE_MS = 5_000
const LONGEST_ANSWER = 64 * 1024

/**
 * The list of peers as the server knows it, a line each. It is asked for beside the measuring; while the server is away the
 * last one holds, because that is when probes matter most.
 */
export const createAskedPeers = (parts: AskedPeersParts): (() => string) => {
  const { clock, log } = parts
  let known = ''
  let askedMs = -Infinity
  let problem: string | null = null
  const ask = async (): Promise<void> => {
    try {
      known = await readPeerLines(parts)
      problem = null
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      if (words !== problem) log(`the server does not tell whom to probe: ${words}`)
      problem = words
    }
  }
  return () => {
    if (clock.nowMs() - askedMs >= ASK_EVERY_MS) {
      askedMs = clock.nowMs()
      void ask()
    }
    return known
  }
}

const readPeerLines = async ({ serverUrl, node, degree, readToken }: AskedPeersParts): Promise<string> => {
  const base = serverUrl.href.endsWith('/') ? serverUrl.href : `${serverUrl.href}/`
  const url = new URL('api/v1/probes/peers', base)
  url.search = new URLSearchParams({
    node: node.name,
    cluster: node.cluster ?? '',
    degree: String(degree),
  }).toString()
  const token = readToken()
  const response = await fetch(url, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (Number(response.headers.get('content-length') ?? 0) > LONGEST_ANSWER)
    throw new Error('its answer is too long')
  const body = await response.text()
  if (!response.ok) throw new Error(`it answers ${String(response.status)}`)
  if (body.length > LONGEST_ANSWER) throw new Error('its answer is too long')
  return linesOf(JSON.parse(body), LOOPBACK.test(serverUrl.hostname))
}

const LOOPBACK = /^(localhost|127\..*|\[::1\])$/
const ON_LOOPBACK = /^(localhost|127\.|\[::1\])/

/**
 * What is no peer is left out by whoever reads the lines. A node that says it is reached at loopback means its own machine, so
 * only where the server is on this one is it a peer.
 */
const linesOf = (answer: unknown, isOwnMachine: boolean): string => {
  if (typeof answer !== 'object' || answer === null || !('peers' in answer) || !Array.isArray(answer.peers))
    throw new Error('its answer holds no peers')
  return answer.peers
    .map((peer: unknown) => {
      if (typeof peer !== 'object' || peer === null || !('name' in peer) || !('address' in peer)) return ''
      const address = String(peer.address)
      return ON_LOOPBACK.test(address) && !isOwnMachine ? '' : `${String(peer.name)} ${address}`
    })
    .join('\n')
}
