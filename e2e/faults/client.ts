import { Agent, request as httpRequest } from 'node:http'

/** One question and what came of it. */
export interface Exchange {
  /** Null where the connection broke or nothing came in time. */
  status: number | null
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: string
  tookMs: number
}

export interface Call {
  method?: string
  path: string
  headers?: Readonly<Record<string, string>>
  body?: Uint8Array | string
}

export interface Client {
  ask(call: Call): Promise<Exchange>
  close(): void
}

/** Longer than anything may take, so that a hang is seen as one. */
const PATIENCE_MS = 20_000

/** Keeps its connections, as senders do. */
export function createClient(url: string): Client {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return {
    close: () => agent.destroy(),
    ask: ({ method = 'GET', path, headers = {}, body }) =>
      new Promise((resolve) => {
        const startedMs = performance.now()
        const chunks: Buffer[] = []
        const settle = (status: number | null, answered: Exchange['headers'] = {}) =>
          resolve({
            status,
            headers: answered,
            body: Buffer.concat(chunks).toString('utf8'),
            tookMs: performance.now() - startedMs,
          })
        const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
        const options = { hostname, port, path, method, agent, headers: { ...length, ...headers } }
        const request = httpRequest(options, (response) => {
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', () => settle(null))
          response.on('end', () => settle(response.statusCode ?? null, response.headers))
        })
        request.setTimeout(PATIENCE_MS, () => request.destroy())
        request.on('error', () => settle(null))
        request.end(body)
      }),
  }
}

/** What a sender or a person heard over a while, counted. */
export class Answers {
  slowestMs = 0
  private readonly counts = new Map<number | null, number>()

  add({ status, tookMs }: Pick<Exchange, 'status' | 'tookMs'>): void {
    this.slowestMs = Math.max(this.slowestMs, tookMs)
    this.counts.set(status, this.count(status) + 1)
  }

  addAll(other: Answers): void {
    this.slowestMs = Math.max(this.slowestMs, other.slowestMs)
    for (const [status, count] of other.counts) this.counts.set(status, this.count(status) + count)
  }

  count(status: number | null): number {
    return this.counts.get(status) ?? 0
  }

  /** Whether nothing was heard but these; null stands for a broken connection. */
  areOnly(...statuses: (number | null)[]): boolean {
    return [...this.counts.keys()].every((status) => statuses.includes(status))
  }

  toString(): string {
    const sorted = [...this.counts].sort(([a], [b]) => (a ?? 0) - (b ?? 0))
    const words = sorted.map(
      ([status, count]) => `${String(count)} × ${status === null ? 'broken' : String(status)}`,
    )
    return `${words.join(', ')}; slowest ${seconds(this.slowestMs)}`
  }
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`
