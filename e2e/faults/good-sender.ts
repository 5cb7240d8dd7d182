import { gauge, writeBody, writeCall } from './bodies'
import { Answers, type Client } from './client'
import { pass } from './time'

const EVERY_MS = 50
const SERIES = 100

/** Sends on a fixed beat, whether the last answer has come or not, so that a wait is not hidden by waiting. */
export class GoodSender {
  readonly answers = new Answers()

  constructor(readonly client: Client) {}

  /** Answers how long each request took. */
  async send(requests: number): Promise<number[]> {
    const under: Promise<number>[] = []
    const startedMs = Date.now()
    for (let request = 0; request < requests; request += 1) {
      const waitMs = startedMs + request * EVERY_MS - Date.now()
      if (waitMs > 0) await pass(waitMs)
      under.push(this.sendOne())
    }
    return Promise.all(under)
  }

  private async sendOne(): Promise<number> {
    const nowMs = Date.now()
    const series = Array.from({ length: SERIES }, (_, at) => gauge(`good_${String(at)}`, 'good', nowMs, at))
    const exchange = await this.client.ask(writeCall(writeBody(series)))
    this.answers.add(exchange)
    return exchange.tookMs
  }
}
