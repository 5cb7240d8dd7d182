import { Agent, request } from 'node:http'

/** Where a fleet is sent to. */
export interface Target {
  url: string
  /** Null where this machine needs none. */
  token: string | null
}

interface Reply {
  status: number
  text: string
  retryAfterMs: number
}

const ANSWER_TIMEOUT_MS = 60_000
const LONGEST_RETRY_MS = 180_000
const RETRY_MS = 250
const CONNECTIONS = 3

/** What the server refuses, with its own words. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** Sends bodies over a few lasting connections, and again where that is asked for. */
export class Poster {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })

  constructor(private readonly target: Target) {}

  /** Resolves when the body is kept for good; what is sent twice is kept once, so a broken connection is tried again. */
  async post(
    path: string,
    body: Uint8Array | string,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    const giveUpMs = Date.now() + LONGEST_RETRY_MS
    for (;;) {
      const reply = await this.ask('POST', path, body, headers).catch(toError)
      const isOver = Date.now() > giveUpMs
      if (reply instanceof Error) {
        if (isOver) throw reply
        await pause(RETRY_MS)
        continue
      }
      const { status, text, retryAfterMs } = reply
      if (status >= 200 && status < 300) return
      if (status < 500 || isOver)
        throw new RefusedError(status, `${path} answered ${String(status)}: ${text.slice(0, 500)}`)
      await pause(Math.max(RETRY_MS, retryAfterMs))
    }
  }

  async get(path: string): Promise<unknown> {
    const { status, text } = await this.ask('GET', path, '', {})
    if (status !== 200)
      throw new RefusedError(status, `${path} answered ${String(status)}: ${text.slice(0, 500)}`)
    return JSON.parse(text)
  }

  close(): void {
    this.agent.destroy()
  }

  private ask(
    method: string,
    path: string,
    body: Uint8Array | string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Reply> {
    const { url, token } = this.target
    const length = { 'content-length': Buffer.byteLength(body) }
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` }
    return new Promise((resolve, reject) => {
      const sending = request(
        new URL(path, url),
        {
          method,
          agent: this.agent,
          headers: { ...length, ...authorization, 'user-agent': 'usescope-demo', ...headers },
          timeout: ANSWER_TIMEOUT_MS,
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.once('error', reject)
          response.once('end', () => {
            const retryAfterMs = 1000 * Number(response.headers['retry-after'] ?? 0)
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(parts).toString('utf8'),
              retryAfterMs: Number.isFinite(retryAfterMs) ? retryAfterMs : 0,
            })
          })
        },
      )
      sending.once('error', reject)
      sending.once('timeout', () => sending.destroy(new Error(`${url} does not answer`)))
      sending.end(body)
    })
  }
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
