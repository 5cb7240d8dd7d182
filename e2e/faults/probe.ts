import { Answers, createClient } from './client'
import { pass } from './time'

export interface Probe {
  answers: Answers
  /** Statuses from here on are counted anew. */
  begin(): void
  stop(): Promise<void>
}

const EVERY_MS = 200

/** Asks one address again and again and counts what it hears. */
export function startProbe(url: string, path: string): Probe {
  const client = createClient(url)
  let stopping = false
  const probe = { answers: new Answers() }
  const run = async () => {
    while (!stopping) {
      const { answers } = probe
      answers.add(await client.ask({ path }))
      await pass(EVERY_MS)
    }
  }
  const done = run()
  return {
    get answers() {
      return probe.answers
    },
    begin: () => (probe.answers = new Answers()),
    async stop() {
      stopping = true
      await done
      client.close()
    },
  }
}
