import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { closeStore, openStore } from '@/lib/store/db'
import { QUESTIONS } from './questions'

const asked = z.object({
  databaseUrl: z.string(),
  question: z.string(),
  repeats: z.number(),
  plan: z.object({
    nodes: z.number(),
    days: z.number(),
    roadStartMs: z.number(),
    endMs: z.number(),
    isWhole: z.boolean(),
  }),
})

const POOL_SIZE = 4
const QUERY_TIMEOUT_MS = 60_000

/** One question in a process of its own: the first answer knows nothing yet, the others are warm. */
async function ask(): Promise<void> {
  const { databaseUrl, question, repeats, plan } = asked.parse(JSON.parse(readFileSync(0, 'utf8')))
  const run = QUESTIONS.find(({ name }) => name === question)?.run
  if (!run) throw new Error(`nobody answers ${question}`)
  const store = openStore({ databaseUrl, poolSize: POOL_SIZE, queryTimeoutMs: QUERY_TIMEOUT_MS })
  await store.pool.query('SELECT 1')
  const tookMs: number[] = []
  let size = 0
  for (let round = 0; round <= repeats; round += 1) {
    const startedMs = performance.now()
    size = await run(store, plan)
    tookMs.push(performance.now() - startedMs)
  }
  await closeStore(store)
  process.stdout.write(JSON.stringify({ size, tookMs }))
}

await ask()
