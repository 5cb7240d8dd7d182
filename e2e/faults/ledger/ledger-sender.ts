import { writeBody, writeCall } from '../bodies'
import { Answers, createClient } from '../client'
import { pass } from '../time'
import type { Ledger } from './ledger'
import { plannedRequest, type Plan } from './plan'

export interface LedgerSender {
  plan: Plan
  answers: Answers
  /** How many requests were acknowledged. */
  readonly acknowledged: number
  /** Sends what is under way until it is acknowledged, and nothing more. */
  stop(): Promise<void>
}

interface SenderOptions {
  plan: Plan
  ledger: Ledger
  url: string
  /** Besides those of the protocol. */
  headers: Readonly<Record<string, string>>
  /** Between two requests, as long as nothing holds them up. */
  everyMs: number
  /** Nothing with a sample after this is sent. */
  newestMs: () => number
}

const RECONNECT_MS = 200

/** As a good sender does: one request after the other, the same bytes again until they are acknowledged. */
export function startLedgerSender({
  plan,
  ledger,
  url,
  headers,
  everyMs,
  newestMs,
}: SenderOptions): LedgerSender {
  const client = createClient(url)
  const answers = new Answers()
  let acknowledged = 0
  let stopping = false

  const deliver = async (body: Uint8Array): Promise<void> => {
    for (;;) {
      const exchange = await client.ask(writeCall(body, headers))
      answers.add(exchange)
      const { status } = exchange
      if (status !== null && status < 300) return
      if (status !== null && status < 500)
        throw new Error(`the ledger's sender heard ${String(status)}: ${exchange.body}`)
      const retryAfterSeconds = Number(exchange.headers['retry-after'] ?? 0)
      await pass(retryAfterSeconds > 0 ? retryAfterSeconds * 1000 : RECONNECT_MS)
    }
  }

  const run = async (): Promise<void> => {
    for (let dueMs = Date.now(); !stopping; dueMs += everyMs) {
      if (dueMs > Date.now()) await pass(dueMs - Date.now())
      const series = plannedRequest(plan, acknowledged)
      const last = Math.max(...series.flatMap(({ samples }) => samples.map(({ timeMs }) => Number(timeMs))))
      if (last > newestMs()) continue
      await deliver(writeBody(series))
      ledger.acknowledge(series)
      acknowledged += 1
    }
  }
  const done = run()
  done.catch(() => undefined)
  return {
    plan,
    answers,
    get acknowledged() {
      return acknowledged
    },
    async stop() {
      stopping = true
      await done.finally(() => client.close())
    },
  }
}
