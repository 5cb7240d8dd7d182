import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { EncodedRequest, Lane } from './encode-fleet'

export interface Sent {
  seconds: number
  /** Answers that asked for a retry. */
  retries: number
}

interface SendOptions {
  url: string
  lanes: readonly Lane[]
  /** When a request may leave; at once by default. */
  dueMs?: (request: EncodedRequest) => number
}

const HEADERS = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
  'user-agent': 'usescope-bench',
}
const RETRY_MS = 100
const LONGEST_RETRY_MS = 120_000
const ANSWER_TIMEOUT_MS = 60_000

/** Sends every lane over a connection of its own, one request after the other, and waits for all answers. */
export async function sendLanes({ url, lanes, dueMs }: SendOptions): Promise<Sent> {
  const startedMs = performance.now()
  const retries = await Promise.all(lanes.map((lane) => sendLane(url, lane, dueMs)))
  return {
    seconds: (performance.now() - startedMs) / 1000,
    retries: retries.reduce((sum, one) => sum + one, 0),
  }
}

/** One body after the other, as they are made. */
export async function sendBodies(url: string, bodies: Iterable<Uint8Array>): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    for (const body of bodies) await sendUntilTaken(url, agent, body)
  } finally {
    agent.destroy()
  }
}

async function sendLane(url: string, lane: Lane, dueMs: SendOptions['dueMs']): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let retries = 0
  try {
    for (const one of lane) {
      if (dueMs !== undefined) await pause(Math.max(0, dueMs(one) - Date.now()))
      retries += await sendUntilTaken(url, agent, one.body)
    }
    return retries
  } finally {
    agent.destroy()
  }
}

/** 5xx asks to try again, as it does of a Prometheus; anything else but 2xx spoils the measurement. */
async function sendUntilTaken(url: string, agent: Agent, body: Uint8Array): Promise<number> {
  const giveUpMs = Date.now() + LONGEST_RETRY_MS
  for (let retries = 0; ; retries += 1) {
    const { status, text } = await post(url, agent, body)
    if (status >= 200 && status < 300) return retries
    if (status < 500 || Date.now() > giveUpMs) throw new Error(`${url} answered ${status}: ${text}`)
    await pause(RETRY_MS)
  }
}

function post(url: string, agent: Agent, body: Uint8Array): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { ...HEADERS, 'content-length': body.length }
    const sending = request(
      url,
      { method: 'POST', agent, headers, timeout: ANSWER_TIMEOUT_MS },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.once('error', reject)
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        )
      },
    )
    sending.once('error', reject)
    sending.once('timeout', () => sending.destroy(new Error(`${url} does not answer`)))
    sending.end(body)
  })
}
